#include "mentions/phrases.h"

#include <algorithm>

#include "tokens/fold.h"
#include "tokens/scan.h"

namespace rawi {
namespace {

constexpr uint32_t kLongest = 14;
constexpr std::string_view kSupreme = "\xC7\xE4\xC7\xD9\xE4\xEA";  // al-a`la
constexpr std::string_view kFirst = "\xC7\xE8\xE4";                // awwal
constexpr std::string_view kServant = "\xD9\xC8\xCF";              // `abd, that names begin with

class Chunker {
 public:
  Chunker(std::string_view text, const Lexicon& lexicon, const Tokens& tokens, std::span<const Tag> tags, std::span<const NameMention> names,
          std::span<const int32_t> name_of, std::span<const int32_t> time_of, std::vector<Phrase>& out)
      : text_(text), lexicon_(lexicon), tokens_(tokens), tags_(tags), names_(names), name_of_(name_of), time_of_(time_of), out_(out) {}

  void sentence(const Sentence& s) {
    first_ = s.first;
    end_ = s.last;
    for (uint32_t i = s.first; i < s.last;) i = starts(i) ? phrase(i) : i + 1;
  }

 private:
  const Token& token(uint32_t i) const { return tokens_.all[i]; }
  const Tag& tag(uint32_t i) const { return tags_[i]; }
  bool word(uint32_t i) const { return i < end_ && (token(i).kind == TokenKind::kWord || token(i).kind == TokenKind::kLatin); }
  bool number(uint32_t i) const { return i < end_ && (token(i).kind == TokenKind::kNumber || tag(i).is(Class::kNumber)); }
  bool counts(uint32_t i) const {
    return number(i) || tag(i).is(Class::kVague) || tag(i).is(Class::kMultiplier) || tag(i).is(Class::kPart);
  }
  bool event(uint32_t i) const { return tag(i).lexeme && tag(i).lexeme->type() != Plover::kNone && !tag(i).verb() && !names_people(i); }
  // Victims and fighters are event words and people at once: as phrases they are people.
  bool names_people(uint32_t i) const {
    const Tag& t = tag(i);
    return t.is(Class::kDead) || t.is(Class::kInjured) || t.is(Class::kVictim) || t.is(Class::kDetainee) ||
           t.is(Class::kFighter) || t.is(Class::kCivilian) || t.is(Class::kHostage) || t.is(Class::kDisplaced) ||
           t.feats.shape() == Shape::kActive || t.feats.shape() == Shape::kPassiveParticiple;
  }
  // A preposition, or one of the clitic ones written apart before a quotation mark or Latin letters.
  bool preposition(uint32_t i) const {
    if (tag(i).is(Class::kPreposition)) return tag(i).suffix == 0;  // "minhu", "fiha" have their noun
    if (token(i).kind != TokenKind::kWord || token(i).fold_size != 1) return false;
    const auto letter = static_cast<unsigned char>(tokens_.fold(token(i))[0]);
    return letter == letter::kLam || letter == letter::kBeh || letter == letter::kKaf;
  }
  // A word that reads as part of a name: unknown, listed as a name, or of a known entity.
  bool name_like(uint32_t i) const {
    return name_of_[i] >= 0 || token(i).readings == 0 || tag(i).pos == Pos::kProper || tag(i).is(Class::kGivenName) || tag(i).is(Class::kFamilyName);
  }
  bool nominal(uint32_t i) const { return word(i) && (tag(i).noun() || name_of_[i] >= 0); }
  bool tight_clitic(uint32_t i) const { return tag(i).proclitics & (kBa | kLi | kKa); }
  bool joined(uint32_t i) const { return tag(i).proclitics & (kWa | kFa); }

  // "hunaka jaysh": there is; not this one.
  bool there(uint32_t i) const {
    const std::string_view f = tokens_.fold(token(i));
    return f.ends_with("\xE7\xE6\xC7\xE3") || f.ends_with("\xE7\xE6\xC7\xE4\xE3");
  }
  bool starts(uint32_t i) const {
    if (i >= end_) return false;
    if (token(i).kind == TokenKind::kNumber) return true;
    if (tag(i).is(Class::kDemonstrative)) return nominal(i + 1) && !there(i);
    return nominal(i);
  }

  uint32_t phrase(uint32_t i) {
    Phrase p;
    p.first = i;
    p.head = i;
    p.coordinated = joined(i);
    p.counted = counts(i);
    govern(p);
    uint32_t at = i;
    if (tag(at).is(Class::kDemonstrative)) ++at, p.head = at;
    if (event(at)) {
      p.event = true;
      p.last = at + 1;
      finish(p);
      return after_event(p.last);
    }
    at = head(p, at);
    p.last = body(p, at + 1);
    finish(p);
    return p.last;
  }

  // Moves over counts and parts to the noun that is counted. Returns the head's token.
  uint32_t head(Phrase& p, uint32_t at) {
    while (counts(at) && at + 1 < end_ && at < p.first + kLongest) {
      uint32_t next = at + 1;
      if (is_min(next) && nominal(next + 1)) ++next;
      const bool goes_on = next < end_ && (nominal(next) || number(next)) && !tight_clitic(next) &&
                           (!joined(next) || (number(next) && number(at)));
      if (!goes_on || event(next)) break;
      at = next;
    }
    p.head = at;
    return at;
  }

  bool is_min(uint32_t i) const {  // the preposition "min", alone
    using namespace letter;
    return i < end_ && tokens_.fold(token(i)) == std::string_view("\xE5\xE6");
  }

  // "Three civilians met their deaths": the object of a light verb, with a pronoun for its subject.
  bool met_by(const Phrase& p, uint32_t i) const {
    return tag(i).suffix_person == 3 && p.first > 0 && tag(p.first - 1).verb() && token(p.first - 1).may_be(Class::kLight);
  }

  // Extends over what belongs to the head. Returns the end.
  uint32_t body(const Phrase& p, uint32_t i) {
    while (i < end_ && i < p.first + kLongest) {
      if (same_name(i) || first_rank(i)) { ++i; continue; }
      if (const uint32_t past = quoted(p, i); past > i) { i = past; continue; }
      if (!nominal(i) || tight_clitic(i) || joined(i) || number(i) || starts_time(i) || told(i) || telling(i)) break;
      if (event(i) && (tag(i).feats.accusative() || met_by(p, i))) break;
      if (past_quote(i) ? !attaches_past_quote(p, i) : !attaches(i)) break;
      ++i;
    }
    return i;
  }

  bool starts_time(uint32_t i) const { return time_of_[i] >= 0 && time_of_[i - 1] != time_of_[i]; }
  // "qawluhu", "qawlaha": what was said follows.
  bool told(uint32_t i) const { return tag(i).suffix && tag(i).is(Class::kSay); }
  // "muwaddihan", "mushiran": says how one speaks.
  bool telling(uint32_t i) const {
    const Tag& t = tag(i);
    if (t.feats.shape() != Shape::kActive || !t.is(Class::kSay) || t.proclitics || t.suffix) return false;
    return static_cast<unsigned char>(tokens_.fold(token(i)).back()) == letter::kAlef;
  }
  // "al-fariq awwal", "mulazim awwal": a rank, and who holds it behind it.
  bool first_rank(uint32_t i) const {
    return i + 1 < end_ && tokens_.fold(token(i)) == kFirst && tag(i - 1).is(Class::kOfficial) && name_like(i + 1);
  }
  bool same_name(uint32_t i) const { return name_of_[i] >= 0 && name_of_[i] == name_of_[i - 1]; }

  // "al-amin al-`amm", "al-majlis al-a`la": general, which is spelled like "the year", and supreme, like "the top".
  bool general(uint32_t i) const {
    return tag(i - 1).definite() && !tag(i - 1).verb() && (tokens_.fold(token(i)) == word::kGeneral || tokens_.fold(token(i)) == kSupreme);
  }
  // "al-amin al-`amm al-musa`id".
  bool deputy(uint32_t i) const {
    return i > 2 && tag(i).definite() && tag(i).is(Class::kOfficial) && tokens_.fold(token(i - 1)) == word::kGeneral && tag(i - 2).is(Class::kOfficial);
  }
  // "al-quwwat al-musallaha", where the fighter's feminine says what a body is, or a conflict.
  bool armed(uint32_t i) const {
    const Tag &before = tag(i - 1), &here = tag(i);
    return before.noun() && here.is(Class::kFighter) && before.definite() == here.definite() && !name_like(i - 1) && !before.is(Class::kPerson) &&
           static_cast<unsigned char>(tokens_.fold(token(i)).back()) == letter::kTehMarbuta;
  }
  // A place by its own name: after a definite noun it is no apposition but a new phrase ("zara al-wazir baghdad"), unless a kind of
  // place goes before; after another name, too, where it may be a state ("ghrusi iran").
  bool place_anew(uint32_t i) const {
    if (name_of_[i] < 0 || tag(i).is(Class::kGivenName) || tag(i).is(Class::kFamilyName)) return false;
    const uint8_t kinds = names_[static_cast<size_t>(name_of_[i])].kinds;
    const Tag& before = tag(i - 1);
    if (!(kinds & kNamesPlace) || before.is(Class::kPlaceNoun)) return false;
    if (tag(i).definite() && nisba_shaped(i) && i > 1 && tokens_.fold(token(i - 2)) == kServant) return false;  // "`abd al-karim al-`abdali"
    return name_of_[i - 1] >= 0 || token(i - 1).readings == 0 ? (kinds & kNamesActor) != 0 : before.definite();
  }

  // The last word of a person's name, as far as the words say. "khadim al-haramayn al-sharifayn" is a title, though one person bears it.
  bool ends_person(uint32_t i) const {
    if (name_of_[i] >= 0) return (names_[static_cast<size_t>(name_of_[i])].kinds & kNamesPerson) && token(i).readings == 0;
    if (tokens_.fold(token(i)) == word::kInTheName) return false;
    if (tag(i).is(Class::kGivenName) || tag(i).is(Class::kFamilyName)) return true;
    return token(i).readings == 0 && (!tag(i).definite() || (i > 0 && tag(i - 1).is(Class::kGivenName)));
  }
  bool names_follow(uint32_t i) const {
    for (uint32_t k = i + 1; k < std::min(end_, i + 4) && nominal(k) && !tight_clitic(k) && !joined(k); ++k)
      if (tag(k).is(Class::kGivenName) || (name_of_[k] >= 0 && names_[static_cast<size_t>(name_of_[k])].kinds & kNamesPerson)) return true;
    return false;
  }
  // After a person's name another one begins: of who has a title and a name, too ("ittahama Bin Ladin al-ra'is Obama"), or of a body.
  bool somebody_else(uint32_t i) const {
    if (!ends_person(i - 1)) return false;
    const Tag& here = tag(i);
    if (here.definite()) return (here.is(Class::kTitle) || here.is(Class::kOfficial)) && names_follow(i);
    if (name_of_[i] < 0 || here.is(Class::kGivenName) || here.is(Class::kFamilyName)) return false;
    return (names_[static_cast<size_t>(name_of_[i])].kinds & (kNamesActor | kNamesPerson)) == kNamesActor;
  }

  // "talabat Suriya al-amin al-`amm", "ittahamat tahran al-quwwat al-amrikiyya": no office goes on from the name of a place, nor does
  // another actor.
  bool actor_anew(uint32_t i) const {
    if (!tag(i).definite() || name_of_[i - 1] < 0 || tag(i - 1).is(Class::kGivenName) || (i > 1 && nominal(i - 2))) return false;
    const auto name_at = [&](uint32_t k) -> const NameMention& { return names_[static_cast<size_t>(name_of_[k])]; };
    const bool actor = name_of_[i] >= 0 && name_at(i).first == i && name_at(i).kinds & kNamesActor;
    if (!actor && !tag(i).is(Class::kOfficial)) return false;
    const NameMention& place = name_at(i - 1);
    return place.kinds & kNamesPlace && !(place.kinds & kNamesPerson) && place.first == i - 1;
  }

  // "The spokesman in the name of the ministry": the ministry belongs to him.
  bool spoken_for(uint32_t i) const { return i > 1 && tokens_.fold(token(i - 1)) == word::kInTheName && tag(i - 2).is(Class::kSpokesman); }

  bool may_be_adjective(uint32_t i) const {
    const auto readings = tokens_.read(token(i));
    return std::any_of(readings.begin(), readings.end(), [&](const Reading1& r) { return lexicon_.lexeme(r.lexeme).pos == Pos::kAdjective; });
  }

  // Behind a noun and what it is like, without articles, nothing is possessed: "masdar mahalli | maqtal khamsa", "munazzama duwaliyya |
  // al-sulutat". Adjectives other than relational ones have objects with the article ("rafi` al-mustawa"), or are superlatives.
  bool behind_quality(uint32_t i) const {
    const Tag &quality = tag(i - 1), &here = tag(i);
    if (i < 2 || quality.definite() || quality.suffix || name_of_[i - 1] >= 0 || !nominal(i - 2) || tag(i - 2).definite()) return false;
    if (event(i - 1) || (quality.feats.construct() && quality.feats.number() == 3)) return false;
    if (here.pos != Pos::kNoun || here.is(Class::kNisba) || here.is(Class::kGivenName) || here.is(Class::kTitle) || token(i).readings == 0) return false;
    const bool feminine = static_cast<unsigned char>(tokens_.fold(token(i - 1)).back()) == letter::kTehMarbuta;  // "kharijiyyat al-duwal" is one
    if (here.definite())
      return quality.is(Class::kNisba) || (nisba_shaped(i - 1) && (quality.pos == Pos::kAdjective || (!feminine && may_be_adjective(i - 1))));
    return event(i) && may_be_adjective(i - 1) && (feminine || nisba_shaped(i - 1));
  }

  // Does noun i go on from noun i-1?
  bool attaches(uint32_t i) const {
    const Tag& before = tag(i - 1);
    const Tag& here = tag(i);
    if (general(i) || spoken_for(i) || armed(i) || deputy(i)) return true;
    if (place_anew(i) || actor_anew(i) || somebody_else(i) || behind_quality(i)) return false;
    // The article goes on from a construct ("quwat al-amn") or agrees as an adjective ("al-jaysh al-suri"); two definite
    // nouns in a row are subject and object ("ya`lam al-mas'ul al-ma`lumat"), unless the first is a title.
    if (here.definite() && name_like(i - 1) && !before.definite() && here.pos == Pos::kNoun && !here.is(Class::kNisba) && token(i).readings > 0 &&
        name_of_[i] < 0 && !here.is(Class::kTitle) && !here.is(Class::kOfficial))
      return nisba_shaped(i) && ends_name(i);  // a person's name and a noun: subject and object, but for "muhammad al-`askari, ..."
    if (here.definite())
      return (!before.definite() && !before.suffix) || here.pos == Pos::kAdjective || here.is(Class::kNisba) || token(i).readings == 0 ||
             name_of_[i] >= 0 || here.feats.shape() == Shape::kActive || here.feats.shape() == Shape::kPassiveParticiple ||
             before.is(Class::kTitle) || here.is(Class::kTitle) || here.pos == Pos::kProper || here.is(Class::kGivenName);
    const bool proper = name_of_[i] >= 0 || here.pos == Pos::kProper || token(i).readings == 0 ||
                        here.is(Class::kGivenName) || here.is(Class::kTitle);
    if (here.feats.accusative() && !before.feats.accusative()) return false;
    if (name_like(i - 1) && !proper && here.pos == Pos::kNoun) return ends_name(i);
    if (before.definite() || before.suffix) {
      if (here.is(Class::kPlaceNoun)) return false;
      return proper && takes_apposition(i - 1);
    }
    if (before.feats.accusative()) return here.feats.accusative() && here.pos == Pos::kAdjective;
    return true;
  }

  // A name's last word that means something too: "muhammad ansar, ...", "`abd rabbih".
  bool ends_name(uint32_t i) const {
    if (tokens_.fold(token(i - 1)) == kServant && tag(i).proclitics == 0) return true;
    return i + 1 < end_ && tag(i - 1).is(Class::kGivenName) && (tag(i).proclitics & ~kAl) == 0 && (token(i + 1).kind == TokenKind::kMark || tag(i + 1).is(Class::kComplementizer));
  }

  bool nisba_shaped(uint32_t i) const {  // -i, -iyya
    std::string_view f = tokens_.fold(token(i));
    if (static_cast<unsigned char>(f.back()) == letter::kTehMarbuta) f.remove_suffix(1);
    return !f.empty() && static_cast<unsigned char>(f.back()) == letter::kYeh;
  }

  // After "the American president": does a name follow as apposition?
  bool takes_apposition(uint32_t i) const {
    for (uint32_t k = i + 1; k-- > 0 && k + 4 > i;) {
      const Tag& t = tag(k);
      if (t.is(Class::kOfficial) || t.is(Class::kTitle) || t.is(Class::kSpokesman) || t.is(Class::kPerson) ||
          t.is(Class::kGroup) || t.is(Class::kMedia) || t.is(Class::kKin) || t.is(Class::kBody) || t.is(Class::kSoldier))
        return true;
      if (!t.noun() || tight_clitic(k)) break;
    }
    return name_of_[i] >= 0 || token(i).readings == 0 || tag(i).is(Class::kGivenName) || tag(i).is(Class::kFamilyName);
  }

  // A short quoted name directly after its noun: past its closing mark; past a mark alone where it closes what a listed name has
  // opened ("jaridat "al-quds al-`arabi""). Else i: what is for somebody (li-"X") is said to them; and behind a name a verb tells something.
  uint32_t quoted(const Phrase& p, uint32_t i) const {
    const TokenKind k = token(i).kind;
    if (closes(p, i)) return i + 1;
    if (k == TokenKind::kQuote && opened_before(p, i)) return i;
    if ((k != TokenKind::kOpenQuote && k != TokenKind::kQuote) || (i + 1 < end_ && (tight_clitic(i + 1) || (tag(i + 1).verb() && name_like(i - 1))))) return i;
    for (uint32_t j = i + 1; j < end_ && j < i + 6; ++j) {
      const TokenKind kj = token(j).kind;
      if (kj == TokenKind::kCloseQuote || (kj == TokenKind::kQuote && token(j).mark == token(i).mark)) return j > i + 1 ? j + 1 : i;
      if (kj == TokenKind::kMark) return i;
    }
    return i;
  }
  // Does the mark close what was opened right before the phrase?
  bool opened_before(const Phrase& p, uint32_t i) const {
    if (p.first == 0 || token(p.first - 1).kind != TokenKind::kQuote || token(p.first - 1).mark != token(i).mark) return false;
    for (uint32_t j = p.first; j < i; ++j)
      if (token(j).kind == TokenKind::kQuote) return false;
    return !quote_closed(p.first - 1);
  }
  // Is the mark the second of a pair in its sentence?
  bool quote_closed(uint32_t at) const {
    bool open = false;
    for (uint32_t j = at; j-- > first_;)
      if (token(j).kind == TokenKind::kQuote && token(j).mark == token(at).mark) open = !open;
    return open;
  }
  bool past_quote(uint32_t i) const { return token(i - 1).kind == TokenKind::kCloseQuote || token(i - 1).kind == TokenKind::kQuote; }
  // Past a quoted name an adjective goes on ("al-misriyya"), and, where the head is somebody's office, who holds it.
  bool attaches_past_quote(const Phrase& p, uint32_t i) const {
    if (tag(i).definite() && (tag(i).pos == Pos::kAdjective || tag(i).is(Class::kNisba))) return true;
    const Tag& h = tag(p.head);
    return name_like(i) && (h.is(Class::kOfficial) || h.is(Class::kTitle) || h.is(Class::kSpokesman) || h.is(Class::kSoldier) || h.is(Class::kPerson));
  }
  bool closes(const Phrase& p, uint32_t i) const {
    const TokenKind k = token(i).kind;
    if (k != TokenKind::kCloseQuote && k != TokenKind::kQuote) return false;
    bool open = false;
    for (uint32_t j = p.first; j < i; ++j) {
      const TokenKind kj = token(j).kind;
      if (kj == TokenKind::kOpenQuote) open = true;
      else if (kj == TokenKind::kCloseQuote) open = false;
      else if (kj == TokenKind::kQuote && token(j).mark == token(i).mark) open = !open;
    }
    return open;
  }

  // Relational adjectives after an event noun name a participant: "al-gharat al-isra'iliyya".
  uint32_t after_event(uint32_t i) {
    for (; i < end_ && nominal(i) && !tight_clitic(i) && !joined(i) && i < out_.back().last + 3; ++i) {
      if (tag(i).pos != Pos::kAdjective && !tag(i).is(Class::kNisba)) break;
      if (!tag(i).is(Class::kNisba)) continue;
      Phrase p;
      p.first = p.head = i;
      p.last = i + 1;
      p.adjective = true;
      finish(p);
    }
    return i;
  }

  // Which preposition stands before the phrase, and is it the first participant of an event noun?
  void govern(Phrase& p) const {
    if (tight_clitic(p.first)) {
      p.preposition = static_cast<int32_t>(p.first);
      return;
    }
    if (p.first == 0 || joined(p.first)) return;
    const Tag& before = tag(p.first - 1);
    if (preposition(p.first - 1)) p.preposition = static_cast<int32_t>(p.first) - 1;
    const TokenKind mark = token(p.first - 1).kind;  // li-"al-akhbar": the preposition stands before the quote
    if (p.first > 1 && (mark == TokenKind::kOpenQuote || mark == TokenKind::kQuote) && preposition(p.first - 2))
      p.preposition = static_cast<int32_t>(p.first) - 2;
    p.construct = before.noun() && !before.definite() && event(p.first - 1);
  }

  // Where the phrase's own words begin: past wa-, bi-, li- of its first word. Of "lil-" nothing is left out, for its
  // article is written into it.
  uint32_t words_begin(uint32_t i) const {
    const uint8_t bits = tag(i).proclitics;
    if ((tag(i).lexeme == nullptr && name_of_[i] < 0) || ((bits & kLi) && (bits & kAl))) return token(i).span.begin;
    int letters = 0;
    for (const uint8_t bit : {kWa, kFa, kBa, kKa, kLi}) letters += (bits & bit) != 0;
    uint32_t at = token(i).span.begin;
    while (letters > 0 && at < token(i).span.end) {
      const Character c = next_character(text_, at);
      if (c.kind == CharKind::kLetter) --letters;
      at += c.size;
    }
    return at < token(i).span.end ? at : token(i).span.begin;
  }

  void finish(Phrase& p) {
    p.span = Span{words_begin(p.first), token(p.last - 1).span.end};
    p.definite = tag(p.head).definite() || tag(p.head).suffix || name_of_[p.head] >= 0;
    const Tag& h = tag(p.head);
    p.gender = static_cast<int8_t>(h.feats.gender() ? h.feats.gender() : h.lexeme ? h.lexeme->gender : 0);
    p.number = static_cast<int8_t>(h.feats.number());
    out_.push_back(p);
  }

  std::string_view text_;
  const Lexicon& lexicon_;
  const Tokens& tokens_;
  std::span<const Tag> tags_;
  std::span<const NameMention> names_;
  std::span<const int32_t> name_of_, time_of_;
  std::vector<Phrase>& out_;
  uint32_t first_ = 0, end_ = 0;
};

}  // namespace

void find_phrases(std::string_view text, const Lexicon& lexicon, const Tokens& tokens, const Structure& structure, std::span<const Tag> tags,
                  std::span<const NameMention> names, std::span<const int32_t> name_of, std::span<const int32_t> time_of,
                  std::vector<Phrase>& out) {
  out.clear();
  Chunker chunker(text, lexicon, tokens, tags, names, name_of, time_of, out);
  for (const Sentence& s : structure.sentences) chunker.sentence(s);
}

}  // namespace rawi
