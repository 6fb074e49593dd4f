// The closed list of word classes that code may ask for. A row of lexicon/*.tsv names classes by these
// names; the compiler refuses any other. Add a class here, then give it to rows, then use it in code.
#ifndef RAWI_LEXICON_CLASSES_H
#define RAWI_LEXICON_CLASSES_H

#include <cstdint>
#include <string_view>

namespace rawi {

// X(constant, name in TSV)
#define RAWI_CLASSES(X)                                                                             \
  /* speech and sources */                                                                          \
  X(Say, "say")                       /* said, added, explained: opens a speech frame */            \
  X(SayAgain, "say-again")            /* added, continued: the same speaker goes on */              \
  X(SayDeny, "say-deny")              /* denied: what follows is denied */                          \
  X(SayClaim, "say-claim")            /* alleged, claimed */                                        \
  X(SayConfirm, "say-confirm")        /* confirmed, stressed */                                     \
  X(SayReveal, "say-reveal")          /* disclosed, announced */                                    \
  X(SayWarn, "say-warn")              /* warned, expressed fear */                                  \
  X(SayExpect, "say-expect")          /* expected, predicted */                                     \
  X(Relay, "relay")                   /* quoted, reported from: naqalat X `an Y */                  \
  X(Accord, "accord")                 /* according to: wafqan li, bihasab, hasab */                 \
  X(Carrier, "carrier")               /* statement, tweet, report, interview, speech */             \
  X(SourceNoun, "source-noun")        /* masdar, masadir: an unnamed source */                      \
  X(Witness, "witness")               /* witnesses, residents, activists, correspondents */         \
  X(Anonymity, "anonymity")           /* asked not to be named */                                   \
  X(Respond, "claim-responsibility")  /* tabanna: claims responsibility */                          \
  /* kinds of nouns */                                                                              \
  X(Official, "official")             /* minister, president, commander: heads a person's title */  \
  X(Spokesman, "spokesman")                                                                         \
  X(Title, "title")                   /* honorifics and ranks before a name: doctor, general */     \
  X(Body, "body")                     /* ministry, government, army, committee, court, union */     \
  X(Military, "military")             /* army, forces, police, brigade */                           \
  X(Group, "group")                   /* movement, organisation, faction, militia, brigade */       \
  X(Media, "media")                   /* newspaper, agency, channel, site */                        \
  X(Fighter, "fighter")               /* gunmen, militants, rebels */                               \
  X(Soldier, "soldier")               /* soldiers, policemen, troops: people of a force */          \
  X(Civilian, "civilian")             /* civilians, citizens, women, children, demonstrators */     \
  X(Person, "person")                 /* any other noun of a person */                              \
  X(Kin, "kin")                       /* family members */                                          \
  X(PlaceNoun, "place-noun")          /* city, village, province, base, district, airport */        \
  X(Site, "site")                     /* base, airport, checkpoint, hospital, mosque: targets */    \
  X(Direction, "direction")           /* north, south, ... of */                                    \
  X(Border, "border")                                                                               \
  X(Vehicle, "vehicle")                                                                             \
  X(Aircraft, "aircraft")                                                                           \
  X(Ship, "ship")                                                                                   \
  X(Munition, "munition")             /* rockets, shells, bombs as things counted */                \
  X(Money, "money")                   /* currencies */                                              \
  X(Dead, "dead")                     /* killed ones, bodies, martyrs: count as killed */           \
  X(Injured, "injured")               /* wounded ones */                                            \
  X(Victim, "victim")                 /* victims, casualties */                                     \
  X(Detainee, "detainee")                                                                           \
  X(Displaced, "displaced")           /* refugees, displaced */                                     \
  X(Hostage, "hostage")               /* hostages, abducted ones */                                 \
  X(Troops, "troops")                 /* troops counted */                                          \
  X(Attack, "attack")                 /* raids, attacks as things counted */                        \
  X(Occasion, "occasion")             /* marra: time, as in three times */                          \
  X(Label, "label")                   /* number, article, calibre: the number after it is a name */ \
  X(Measure, "measure")               /* metres, kilograms, millimetres, calibre: never a toll */   \
  X(Part, "part")                     /* group of, unit of, members of: looks through to what follows */ \
  X(WeaponRocket, "weapon-rocket")                                                                  \
  X(WeaponMissile, "weapon-missile")                                                                \
  X(WeaponDrone, "weapon-drone")                                                                    \
  X(WeaponArtillery, "weapon-artillery")                                                            \
  X(WeaponAirstrike, "weapon-airstrike")                                                            \
  X(WeaponExplosive, "weapon-explosive")                                                            \
  X(WeaponFirearm, "weapon-firearm")                                                                \
  X(WeaponOther, "weapon-other")                                                                    \
  /* what the clause says of an event */                                                            \
  X(Light, "light")                   /* shanna, qama bi, nafadha, ajra: light verb, noun is event */ \
  X(Occur, "occur")                   /* waqa`a, hadatha, jara: takes place */                      \
  X(Cause, "cause")                   /* asfara `an, adda ila: brings about */                      \
  X(Aspect, "aspect")                 /* began, went on, stopped */                                 \
  X(Intend, "intend")                 /* intends, plans, decides, prepares: planned */              \
  X(Possible, "possible")             /* may, might, fears, could */                                \
  X(Must, "must")                     /* must, should, necessity */                                 \
  X(Will, "will")                     /* sawfa */                                                   \
  X(Negation, "negation")             /* lam, lan, la, ma, laysa, ghayr, dun, `adam */              \
  X(Refuse, "refuse")                                                                               \
  X(Conditional, "conditional")       /* idha, law, in case */                                      \
  X(Purpose, "purpose")               /* li, kay, bi-hadaf, min ajl */                              \
  X(Concession, "concession")         /* although, despite */                                       \
  /* grammar */                                                                                     \
  X(Preposition, "preposition")                                                                     \
  X(Conjunction, "conjunction")                                                                     \
  X(Complementizer, "complementizer") /* an, anna, inna */                                          \
  X(Relative, "relative")             /* alladhi, allati */                                         \
  X(Demonstrative, "demonstrative")                                                                 \
  X(Pronoun, "pronoun")                                                                             \
  X(Copula, "copula")                 /* kana, asbaha */                                            \
  X(Qad, "qad")                                                                                     \
  X(Adverb, "adverb")                                                                               \
  X(Interrogative, "interrogative")                                                                 \
  /* numbers and bounds */                                                                          \
  X(Number, "number")                 /* value: the number */                                       \
  X(Multiplier, "multiplier")         /* hundred, thousand, million: value */                       \
  X(Fraction, "fraction")             /* half, quarter: value = denominator */                      \
  X(Ordinal, "ordinal")               /* value: rank */                                             \
  X(Vague, "vague")                   /* several, tens, hundreds: value = code, see numbers.tsv */  \
  X(AtLeast, "at-least")                                                                            \
  X(MoreThan, "more-than")                                                                          \
  X(AtMost, "at-most")                                                                              \
  X(LessThan, "less-than")                                                                          \
  X(About, "about")                                                                                 \
  X(Between, "between")                                                                             \
  X(DecimalPoint, "decimal-point")    /* fasila between two numbers */                              \
  /* times */                                                                                       \
  X(Month, "month")                   /* value: 1..12 */                                            \
  X(HijriMonth, "hijri-month")        /* value: 1..12 */                                            \
  X(MonthPair, "month-pair")          /* kanun, tishrin: value of the first of the pair */          \
  X(HijriPair, "hijri-pair")          /* rabi`, jumada: value of the first of the pair */           \
  X(DhuMonth, "dhu-month")            /* al-qi`da, al-hijja after dhu: value */                     \
  X(Weekday, "weekday")               /* value: 1 Monday .. 7 Sunday */                             \
  X(TimeUnit, "time-unit")            /* value: see times.tsv */                                    \
  X(DayPart, "day-part")              /* morning, evening, night, dawn: value = code */             \
  X(Deictic, "deictic")               /* today, yesterday, tomorrow: value = days from today */     \
  X(Now, "now")                                                                                     \
  X(Weak, "weak")                     /* also a common word: needs a part of a date beside it */    \
  X(Last, "last")                     /* last of: akhir yawm, akhira */                             \
  X(Past, "past")                     /* last, past */                                              \
  X(Next, "next")                     /* next, coming */                                            \
  X(Current, "current")               /* this, current */                                           \
  X(Since, "since")                                                                                 \
  X(Before, "before")                 /* ago / before */                                            \
  X(After, "after")                                                                                 \
  X(During, "during")                                                                               \
  X(Until, "until")                                                                                 \
  X(Beginning, "beginning")           /* start of, early */                                         \
  X(Middle, "middle")                                                                               \
  X(End, "end")                                                                                     \
  X(Holiday, "holiday")               /* value = code, see times.tsv */                             \
  X(YearWord, "year-word")            /* `am, sana */                                               \
  X(DateLink, "date-link")            /* al-muwafiq: between a weekday and its date */              \
  X(HijriMark, "hijri-mark")                                                                        \
  X(EraMark, "era-mark")              /* miladi, CE, BCE */                                         \
  X(ClockWord, "clock-word")          /* al-sa`a */                                                 \
  X(TimeZone, "time-zone")            /* GMT, local time */                                         \
  /* names */                                                                                       \
  X(Nisba, "nisba")                   /* relational adjective of a country or place: entity */      \
  X(GivenName, "given-name")                                                                        \
  X(FamilyName, "family-name")                                                                      \
  X(NameParticle, "name-particle")    /* bin, ibn, abu, al, umm, abd */                             \
  /* page junk */                                                                                   \
  X(JunkMark, "junk")                                                                               \
  /* verbs, again */                                                                                \
  X(Tell, "tell")                     /* told: somebody, whom its object names */

enum class Class : uint8_t {
#define X(constant, name) k##constant,
  RAWI_CLASSES(X)
#undef X
  kCount
};

inline constexpr int kClassCount = static_cast<int>(Class::kCount);

// The TSV name of a class, and back (kCount when there is none of that name).
constexpr std::string_view class_name(Class c) {
  constexpr std::string_view names[] = {
#define X(constant, name) name,
      RAWI_CLASSES(X)
#undef X
  };
  return names[static_cast<int>(c)];
}

constexpr Class class_named(std::string_view name) {
  for (int i = 0; i < kClassCount; ++i)
    if (class_name(static_cast<Class>(i)) == name) return static_cast<Class>(i);
  return Class::kCount;
}

}  // namespace rawi

#endif  // RAWI_LEXICON_CLASSES_H
