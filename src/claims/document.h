// One report with all its layers, from tokens to frames: the workspace of the claim stage.
//
// Every layer is a flat vector that refers to the ones before it by index; `read` fills them in the order in
// which they stand here. A Document is reused from report to report, so that steady reading allocates nothing; one a thread.
#ifndef RAWI_CLAIMS_DOCUMENT_H
#define RAWI_CLAIMS_DOCUMENT_H

#include <cstdint>
#include <utility>
#include <vector>

#include "lexicon/lexicon.h"
#include "mentions/cues.h"
#include "mentions/names.h"
#include "mentions/numbers.h"
#include "mentions/phrases.h"
#include "mentions/local_places.h"
#include "mentions/places.h"
#include "mentions/quantities.h"
#include "mentions/tagger.h"
#include "mentions/times.h"
#include "rawi/claim.h"
#include "rawi/report.h"
#include "report/segments.h"
#include "tokens/sentences.h"
#include "tokens/tags.h"
#include "tokens/tokens.h"

namespace rawi {

// What a word is in the eyes of a feature: one small number that generalises over words.
enum class Category : uint8_t {
  kUnknown, kMark, kNumber, kVerb, kSayVerb, kEventVerb, kEventNoun, kNoun, kAdjective, kPreposition, kConjunction,
  kComplementizer, kNegation, kParticle, kSource, kWitness, kOfficial, kBody, kMilitary, kGroup, kMedia, kFighter,
  kSoldier, kCivilian, kPerson, kPlaceNoun, kSite, kVehicle, kMunition, kVictim, kDetainee, kWeapon, kTimeWord, kNisba,
  kStateName, kPlaceName, kBodyName, kGroupName, kMediaName, kPersonName, kGivenName, kPart, kCarrier, kLight
};

// How words are put in somebody's mouth.
enum class FrameKind : uint8_t { kVerb, kParticiple, kMasdar, kAccord, kRelay, kColon, kNoun, kAct };

struct Frame {
  FrameKind kind = FrameKind::kVerb;
  uint32_t cue = 0;               // token of the verb, participle, preposition or colon
  uint32_t sentence = 0;
  uint32_t scope_first = 0, scope_last = 0;  // tokens said, half open
  int32_t source = -1;            // Document::sources, or -1: nobody is named
  int32_t parent = -1;            // the frame around it: its source stands nearer to the reader
  bool carried = false;           // the speaker is not in the sentence: it goes on from before
  bool complement = false;        // an, inna, a colon or a quotation follows
  bool twin = false;              // another reading of the frame before it: without its parent, or with the author of its document
};

struct FrameScratch {
  std::vector<uint32_t> order, place;
  std::vector<Frame> sorted;
};

struct Source {
  Span name;                      // the fullest mention so far
  Span cited;                     // this mention
  uint32_t head = 0;              // token of the head of `cited`
  uint32_t words = 1;             // tokens of `cited`
  int32_t same_as = -1;           // an earlier source that this mention means again
  int8_t gender = 0;              // of the head: 0 unknown, 1 masculine, 2 feminine
  SourceKind kind = SourceKind::kUnnamed;
  uint32_t entity = kNoEntity;
};

// A word that may evoke an event, and what was decided about it.
struct Trigger {
  uint32_t token = 0;
  Plover type = Plover::kNone;    // kNone: considered and dropped
  uint8_t mode = 0;
  uint32_t lexeme = kNoLexeme;
  float margin = 0;
};

// What an earlier claim of the report told, where and when: what is told again is often told without its time.
struct Told {
  uint32_t token = 0;           // of its trigger
  Plover type = Plover::kNone;
  uint64_t lemma = 0;
  uint32_t place = 0xffffffff;  // index into Document::places, or none
  uint32_t time = 0xffffffff;   // index into Document::times, or none
  uint32_t frame = 0xffffffff;  // whose words it is: index into Document::frames, or none
};

// What the claims of a report may have as place, or as time: by claim, the values that are worth a second look, each with the
// mention that says it best and its score.
struct Weighed {
  struct Value {
    uint32_t mention;  // or 0xffffffff: none
    uint64_t key;      // equal for mentions that say the same
    float score;       // of all mentions that say it
    float best;        // of this mention
  };
  std::vector<Value> values;
  std::vector<uint32_t> ends;  // per claim

  void clear() { values.clear(), ends.clear(); }
  uint32_t first(size_t claim) const { return claim == 0 ? 0 : ends[claim - 1]; }
};

// How much a report speaks of what each of its places, or times, says.
struct Prominence {
  std::vector<uint8_t> of;     // per mention: 0..3 powers of two of mentions that say the same, 4: one in the first sentences, 8: the most
  uint32_t most = 0xffffffff;  // the first mention of what most say, or none
  std::vector<std::pair<uint64_t, uint32_t>> sorted;  // scratch: what a mention says, mention
};

// What a place of a report is for any claim: its level, an adjective, a finer one beside it, a border; and how much of the report
// lies in its country.
struct PlaceLook {
  uint64_t kind, share;
};

// Where a sentence names which weapon; kept from claim to claim.
struct NamedWeapons {
  struct Word {
    uint32_t token;
    Weapon weapon;
  };
  uint32_t sentence = 0xffffffff;
  std::vector<Word> words;
};

// What may part a word from a mention when it stands between them: a mark but "(", a complementizer or relative, a finite verb, a
// verbal noun that can be an event.
enum Stop : uint8_t { kMarkStop = 1, kClauseStop = 2, kVerbStop = 4, kEventStop = 8 };

struct Document {
  const Report* report = nullptr;
  const Lexicon* lexicon = nullptr;
  Published published;

  Tokens tokens;
  Structure structure;
  std::vector<Tag> tags;
  std::vector<uint64_t> lemma;      // per token: hash of its lemma, or of its spelling when it has none
  std::vector<Segment> segments;
  std::vector<uint8_t> junk;        // per sentence: page junk

  std::vector<NameMention> names;
  std::vector<int32_t> name_of;     // per token
  std::vector<TaggedName> tagged;   // what the name tagger found, known or not
  Cues cues;
  std::vector<NumberMention> numbers;
  std::vector<TimeMention> times;
  std::vector<Edtf> time_values;    // per time mention: empty where it cannot be resolved
  std::vector<int32_t> time_of;     // per token
  std::vector<QuantityMention> quantities;
  std::vector<PlaceMention> places;  // relational adjectives stand among them as their country
  PlaceScratch place_scratch;
  std::vector<LocalPlace> local_places;  // places that the gazetteer does not have, not among `places`
  std::vector<Category> category;   // per token
  std::vector<Phrase> phrases;
  std::vector<int32_t> phrase_of;   // per token
  std::vector<uint32_t> phrase_from;  // per token and for the end: the first phrase that begins there or after
  std::vector<uint8_t> stops;       // per token: bits of Stop
  std::vector<int32_t> verb_before, verb_after;  // per token: the nearest finite verb of its sentence, or -1

  std::vector<Source> sources;
  std::vector<Frame> frames;          // by sentence, then by cue
  FrameScratch frame_scratch;
  std::vector<Trigger> triggers;
  std::vector<Told> told;           // per claim decided so far
  Weighed weighed_places, weighed_times;
  Prominence prominent_places, prominent_times;
  std::vector<PlaceLook> place_looks;  // per place
  NamedWeapons named_weapons;
  std::vector<uint32_t> first_look;  // scratch: what the first look at places or times chose, per claim
  std::vector<uint64_t> first_keys, other_keys;  // what that says, and what the claims' times or places say; 0: none
  std::vector<float> bases;          // scratch

  const Sentence& sentence_at(uint32_t token) const { return structure.sentences[structure.sentence_of[token]]; }
  bool is(uint32_t token, Class c) const { return tags[token].is(c); }
};

}  // namespace rawi

#endif  // RAWI_CLAIMS_DOCUMENT_H
