// The compiled lexicon: words, names and entities in one read-only mapped file.
//
// A Lexicon owns its mapping; everything it hands out points into it and lives as long. Opening checks
// magic, version, sizes and a checksum and throws Error with what to do. After that nothing fails and
// any number of threads may read.
//
// Words. The image holds full inflected forms WITHOUT clitics: the key is the folded form (tokens/fold.h),
// one byte a letter. tokens/ strips proclitics and enclitics and looks up what is left.
//   yuhajimuna -> {lexeme hajama, present, 3rd, masculine, plural}
//
// Names. Multi-word names are paths in a trie over the name keys of their words (fold.h: name_key),
// without proclitics: step(step(kRoot, key("al-wilayat")), key("al-muttahida")) -> entities.
#ifndef RAWI_LEXICON_LEXICON_H
#define RAWI_LEXICON_LEXICON_H

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "lexicon/classes.h"
#include "rawi/claim.h"

namespace rawi {

enum class Pos : uint8_t { kNone, kVerb, kNoun, kAdjective, kParticle, kProper };

// What an inflected form is, packed into 16 bits.
enum class Shape : uint8_t { kBase, kPast, kPresent, kImperative, kMasdar, kActive, kPassiveParticiple };
struct Feats {
  uint16_t bits = 0;

  Shape shape() const { return static_cast<Shape>(bits & 7); }
  int person() const { return bits >> 3 & 3; }         // 0 none, 1, 2, 3
  int gender() const { return bits >> 5 & 3; }         // 0 either, 1 masculine, 2 feminine
  int number() const { return bits >> 7 & 3; }         // 0 any, 1 singular, 2 dual, 3 plural
  bool passive() const { return bits >> 9 & 1; }       // can only be read as passive
  bool construct() const { return bits >> 10 & 1; }    // nun dropped: construct, subjunctive or jussive
  bool needs_suffix() const { return bits >> 11 & 1; } // only before a pronoun suffix (ta for ta marbuta)
  bool accusative() const { return bits >> 12 & 1; }   // tanwin alif
};
constexpr Feats feats(Shape shape, int person = 0, int gender = 0, int number = 0) {
  return Feats{static_cast<uint16_t>(static_cast<int>(shape) | person << 3 | gender << 5 | number << 7)};
}
inline constexpr uint16_t kFeatPassive = 1 << 9, kFeatConstruct = 1 << 10, kFeatNeedsSuffix = 1 << 11,
                          kFeatAccusative = 1 << 12;

// One row of a word file.
struct Lexeme {
  uint32_t lemma = 0;               // offset in the string pool: the row's lemma, UTF-8
  uint32_t row = 0;                 // file number << 20 | line, for `explain`
  uint32_t entity = kNoEntity;      // of a nisba or demonym
  Pos pos = Pos::kNone;
  uint8_t gender = 0;               // of the noun: 0 either, 1 masculine, 2 feminine
  Plover types[4] = {};             // an event word: what it can evoke, commonest first; kNone ends
  uint8_t modes[4] = {};            // per type: index of the PLOVER mode, 0: none
  int64_t value = 0;                // numbers, months, units: see the word files
  uint64_t classes[(kClassCount + 63) / 64] = {};

  bool is(Class c) const { return classes[static_cast<int>(c) / 64] >> (static_cast<int>(c) % 64) & 1; }
  Plover type() const { return types[0]; }
  bool evokes(Plover type) const { return type != Plover::kNone && (types[0] == type || types[1] == type || types[2] == type || types[3] == type); }
};

// Classes of several lexemes together: what some reading of a word is.
struct ClassSet {
  uint64_t classes[(kClassCount + 63) / 64] = {};

  bool is(Class c) const { return classes[static_cast<int>(c) / 64] >> (static_cast<int>(c) % 64) & 1; }
  void join(const Lexeme& l) {
    for (size_t i = 0; i < sizeof classes / sizeof *classes; ++i) classes[i] |= l.classes[i];
  }
};

struct Form {
  uint32_t lexeme;
  Feats feats;
  uint16_t reserved;
};

enum class EntityKind : uint8_t {
  kNone, kCountry, kRegion, kAdmin1, kAdmin2, kCity, kTown, kVillage, kNeighbourhood, kMilitaryBase, kAirport,
  kPort, kCrossing, kOilField, kCamp, kNuclearSite, kSea, kStrait, kRiver, kLake, kIsland, kMountain, kDam,
  kPrison, kHospital, kSquare, kStreet, kBuilding, kRefinery, kCanal,
  kState, kGovernmentBody, kMilitary, kIntlOrg, kParty, kArmedGroup, kMediaOutlet, kNewsAgency, kPerson,
  kWeaponRocket, kWeaponMissile, kWeaponDrone, kWeaponArtillery, kWeaponAirstrike, kWeaponExplosive,
  kWeaponFirearm, kWeaponOther
};
constexpr bool is_place(EntityKind k) { return k >= EntityKind::kCountry && k <= EntityKind::kCanal; }
constexpr bool is_actor(EntityKind k) { return k >= EntityKind::kState && k <= EntityKind::kPerson; }
constexpr bool is_weapon(EntityKind k) { return k >= EntityKind::kWeaponRocket; }

struct Entity {
  uint32_t id, name_ar, name_en;  // string pool offsets
  uint32_t admin1;                // string pool offset of the province's name as the gazetteer writes it, 0: none
  uint32_t parent;                // entity: province of a place, state of a body; kNoEntity: none
  float lat, lon;                 // degrees WGS 84; NaN: none
  uint32_t population;            // 0: unknown
  char country[2];                // ISO 3166-1 alpha-2, or zeros
  EntityKind kind;
  uint8_t flags;                  // bits of the constants below
};
// Of places_ext.tsv: counts only where the report establishes its country or province.
inline constexpr uint8_t kEntityExtra = 1;

// A name leads to entities; `ambiguous` says whether this very surface is a common word (see ambiguous.tsv).
inline constexpr uint8_t kNeedsCue = 1;   // counts only with a cue beside it (city, newspaper ...)
inline constexpr uint8_t kWellKnown = 2;  // counts always, though a word is spelled alike
struct NameEntry {
  uint32_t entity;
  uint16_t words;      // length of the name in words
  uint8_t ambiguous;
  uint8_t alias;       // 0: the main name, 1: another of its row, 2: a spelling made by rule
};

class Lexicon {
 public:
  static constexpr uint32_t kRoot = 0, kNowhere = 0xffffffff;

  // Maps the image at `path`. Throws Error if it is missing, of another version, or damaged.
  explicit Lexicon(const std::string& path);
  ~Lexicon();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  // All readings of a folded form without clitics; empty when the form is unknown.
  std::span<const Form> forms(std::string_view folded) const;
  std::span<const Form> forms(std::string_view folded, uint64_t hash) const;  // hash: form_hash(folded)

  // Ask memory for what forms() and the first step() of a name look at: the image is larger than the nearest caches.
  void fetch_forms(uint64_t hash) const;
  void fetch_first(uint64_t key) const;

  const Lexeme& lexeme(uint32_t id) const { return lexemes_[id]; }
  uint32_t lexeme_count() const;
  const Entity& entity(uint32_t id) const { return entities_[id]; }
  uint32_t entity_count() const;
  const char* string(uint32_t offset) const { return strings_ + offset; }

  // The trie of names over name keys. kNowhere when no name goes on this way.
  uint32_t step(uint32_t node, uint64_t key) const;
  std::span<const NameEntry> names(uint32_t node) const;

  // Fixed phrases (lexicon/phrases.tsv) are paths in a second trie, over form_hash of their folded words as
  // written; they lead to lexemes.
  uint32_t phrase_step(uint32_t node, uint64_t hash) const;
  std::span<const uint32_t> phrases(uint32_t node) const;

  // The state of a country code (ISO 3166-1 alpha-2), and the country as a place; kNoEntity: none.
  uint32_t country(std::string_view iso2) const;
  uint32_t country_place(std::string_view iso2) const;

  // What is written in Latin for a letter in a context (latin.h); null: no rule of that context.
  const char* latin(uint64_t context) const;

  std::string_view mode_name(uint8_t mode) const;
  std::string row_name(uint32_t row) const;  // "lexicon/events.tsv:12"
  std::string_view version() const;          // digest of the sources, hexadecimal

 private:
  struct Image;
  std::unique_ptr<Image> image_;
  const Lexeme* lexemes_;  // of the image: asked for at every word
  const Entity* entities_;
  const char* strings_;
};

}  // namespace rawi

#endif  // RAWI_LEXICON_LEXICON_H
