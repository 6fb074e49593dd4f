#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>

#include "sources.h"
#include "tokens/fold.h"

namespace rawi::lexc {
namespace {

using std::string;
using std::string_view;

// A row being read: says what is wrong with its file and line.
struct Reader {
  const Table& table;
  const Row& row;
  Problems& problems;
  bool good = true;

  void wrong(const string& what) {
    problems.add(table.name, row.line, what);
    good = false;
  }
};

template <typename T>
struct Named {
  string_view name;
  T value;
};

constexpr Named<Pos> kPos[] = {{"verb", Pos::kVerb}, {"noun", Pos::kNoun}, {"adj", Pos::kAdjective},
                               {"particle", Pos::kParticle}, {"proper", Pos::kProper}};
constexpr Named<Plover> kTypes[] = {
    {"AGREE", Plover::kAgree}, {"CONSULT", Plover::kConsult}, {"SUPPORT", Plover::kSupport},
    {"CONCEDE", Plover::kConcede}, {"COOPERATE", Plover::kCooperate}, {"AID", Plover::kAid},
    {"RETREAT", Plover::kRetreat}, {"REQUEST", Plover::kRequest}, {"ACCUSE", Plover::kAccuse},
    {"REJECT", Plover::kReject}, {"THREATEN", Plover::kThreaten}, {"PROTEST", Plover::kProtest},
    {"SANCTION", Plover::kSanction}, {"MOBILIZE", Plover::kMobilize}, {"COERCE", Plover::kCoerce},
    {"ASSAULT", Plover::kAssault}};

constexpr Named<PlaceRelation> kRelations[] = {
    {"near", PlaceRelation::kNear},     {"north", PlaceRelation::kNorthOf}, {"south", PlaceRelation::kSouthOf},
    {"east", PlaceRelation::kEastOf},   {"west", PlaceRelation::kWestOf},   {"border", PlaceRelation::kBorder}};

template <typename T, size_t N>
std::optional<T> find_name(const Named<T> (&all)[N], string_view name) {
  for (const auto& n : all)
    if (n.name == name) return n.value;
  return {};
}

// "key=a,b;key=c" as pairs; a part without "=" is wrong.
std::vector<std::pair<string_view, string_view>> pairs(Reader& r, string_view cell) {
  std::vector<std::pair<string_view, string_view>> out;
  for (string_view part : split(cell, ';')) {
    const size_t equals = part.find('=');
    if (equals == string_view::npos || equals == 0 || equals + 1 == part.size()) {
      r.wrong("expected key=value, not " + quoted(part));
    } else {
      out.emplace_back(part.substr(0, equals), part.substr(equals + 1));
    }
  }
  return out;
}

Spelling spelled(Reader& r, string_view word) {
  Spelling s = spell(word);
  if (s.letters.empty()) r.wrong("not an Arabic word: " + quoted(word));
  return s;
}

// "masdar:plural:plural"
Noun masdar(Reader& r, string_view cell) {
  Noun n;
  bool first = true;
  for (string_view part : split(cell, ':')) {
    if (first) n.lemma = spelled(r, part);
    else n.broken.push_back(spelled(r, part));
    first = false;
  }
  return n;
}

struct WordForms {
  Verb verb;
  Noun noun;
  std::vector<string> also;  // folded
};

bool read_verb_key(Reader& r, string_view key, string_view value, Verb& v) {
  if (key == "pres") return v.present = spelled(r, value), true;
  if (key == "masdar") return v.masdars.push_back(masdar(r, value)), true;
  if (key == "act" && value == "-") return v.no_active = true;
  if (key == "pass" && value == "-") return v.no_passive = true;
  if (key == "act") return v.active.push_back(spelled(r, value)), true;
  if (key == "pass") return v.passive.push_back(spelled(r, value)), true;
  if (key == "passpast") return v.passive_past.push_back(spelled(r, value)), true;
  return false;
}

bool read_noun_key(Reader& r, string_view key, string_view value, Noun& n) {
  if (key == "pl") return n.broken.push_back(spelled(r, value)), true;
  if (key == "f" && value == "-") return n.no_feminine = true;
  if (key == "f") return n.feminine.push_back(spelled(r, value)), true;
  if (key != "spl") return false;
  if (value != "m" && value != "f") r.wrong("spl is m or f, not " + quoted(value));
  (value == "m" ? n.sound_masculine : n.sound_feminine) = true;
  return true;
}

WordForms read_forms(Reader& r, Pos pos, string_view cell) {
  WordForms w;
  for (const auto& [key, values] : pairs(r, cell)) {
    for (string_view value : split(values, ',')) {
      bool known = key == "also";
      if (known) w.also.push_back(fold(value));
      else if (pos == Pos::kVerb) known = read_verb_key(r, key, value, w.verb);
      else if (pos == Pos::kNoun || pos == Pos::kAdjective) known = read_noun_key(r, key, value, w.noun);
      if (!known) r.wrong("no such key for this part of speech: " + quoted(key));
    }
  }
  return w;
}

uint8_t mode_index(Content& content, string_view name) {
  auto& modes = content.modes;
  const auto known = std::find(modes.begin(), modes.end(), name) - modes.begin();
  if (known == static_cast<long>(modes.size())) modes.emplace_back(name);
  return static_cast<uint8_t>(known);
}

void read_entity(Reader& r, string_view key, string_view value, Content& content, Lexeme& lexeme) {
  if (key == "country") {
    const int i = country_index(value);
    if (i >= 0) lexeme.entity = content.countries[static_cast<size_t>(i)].state;
    if (i >= 0 && lexeme.entity == kNoEntity) lexeme.entity = content.countries[static_cast<size_t>(i)].place;
  } else if (const auto id = content.entity_ids.find(string(value)); id != content.entity_ids.end()) {
    lexeme.entity = id->second;
  }
  if (lexeme.entity == kNoEntity) r.wrong("no entity for " + string(key) + " " + quoted(value));
}

void read_attrs(Reader& r, string_view cell, Content& content, Lexeme& lexeme) {
  for (const auto& [key, value] : pairs(r, cell)) {
    if (key == "type") {
      const auto type = find_name(kTypes, value);
      if (type) lexeme.types[0] = *type;
      else r.wrong("unknown PLOVER type " + quoted(value));
    } else if (key == "mode") {
      const bool good = std::all_of(value.begin(), value.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
      if (good && content.modes.size() < 255) lexeme.modes[0] = mode_index(content, value);
      else r.wrong("a mode is small letters and hyphens, not " + quoted(value));
    } else if (key == "value") {
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), lexeme.value);
      if (error != std::errc() || end != value.data() + value.size()) r.wrong("not a whole number: " + quoted(value));
    } else if (key == "gender") {
      lexeme.gender = value == "m" ? 1 : value == "f" ? 2 : 0;
      if (!lexeme.gender) r.wrong("gender is m or f, not " + quoted(value));
    } else if (key == "kind") {  // of a place noun: what it says the place is
      lexeme.value = static_cast<int64_t>(place_kind(value));
      if (!lexeme.value) r.wrong("unknown kind of place " + quoted(value));
    } else if (key == "relation") {  // of a direction, or of "border"
      const auto relation = find_name(kRelations, value);
      if (relation) lexeme.value = static_cast<int64_t>(*relation);
      else r.wrong("unknown relation " + quoted(value));
    } else if (key == "country" || key == "entity") {
      read_entity(r, key, value, content, lexeme);
    } else {
      r.wrong("unknown attribute " + quoted(key));
    }
  }
}

void read_classes(Reader& r, string_view cell, Lexeme& lexeme) {
  for (string_view name : split(cell, ',')) {
    const Class c = class_named(name);
    if (c == Class::kCount) r.wrong("unknown class " + quoted(name));
    else lexeme.classes[static_cast<int>(c) / 64] |= uint64_t{1} << (static_cast<int>(c) % 64);
  }
}

Paradigm paradigm_of(Reader& r, Pos pos, WordForms& w, string_view lemma, Lexeme& lexeme) {
  Paradigm forms;
  const Spelling base = pos == Pos::kParticle || pos == Pos::kProper ? Spelling{} : spelled(r, lemma);
  if (pos == Pos::kVerb) {
    w.verb.past = base;
    if (w.verb.present.letters.empty()) r.wrong("a verb needs pres=");
    else if (const string what = verb_problem(w.verb); !what.empty()) r.wrong(what);
    if (r.good) inflect_verb(w.verb, forms);
  } else if (pos == Pos::kNoun || pos == Pos::kAdjective) {
    w.noun.lemma = base;
    w.noun.gender = lexeme.gender;
    if (!lexeme.gender && pos == Pos::kNoun) lexeme.gender = static_cast<uint8_t>(letter::kTehMarbuta == static_cast<unsigned char>(base.letters.empty() ? 0 : base.letters.back()) ? 2 : 1);
    if (r.good) pos == Pos::kNoun ? inflect_noun(w.noun, forms) : inflect_adjective(w.noun, forms);
  } else {
    forms.push_back({fold(lemma), feats(Shape::kBase, 0, lexeme.gender, 0)});
  }
  for (const string& form : w.also) forms.push_back({form, feats(Shape::kBase, 0, lexeme.gender, 0)});
  tidy(forms);
  return forms;
}

uint32_t row_number(const Content& content, const Row& row) {
  return static_cast<uint32_t>(content.files.size() - 1) << 20 | row.line;
}

uint32_t add_lexeme(Content& content, const Row& row, string_view lemma, Lexeme lexeme) {
  lexeme.lemma = content.strings.put(lemma);
  lexeme.row = row_number(content, row);
  content.lexemes.push_back(lexeme);
  return static_cast<uint32_t>(content.lexemes.size() - 1);
}

// What there may be one row of: lemma, part of speech and type.
string row_key(string_view lemma, Pos pos, Plover type) {
  const Spelling s = spell(lemma);
  return fold(lemma) + '/' + std::to_string(s.shadda) + '/' + std::to_string(static_cast<int>(pos)) + '/' +
         std::to_string(static_cast<int>(type));
}

bool is_new(Reader& r, Content& content, const string& key) {
  const auto [seen, fresh] = content.seen.try_emplace(key, r.table.name + ":" + std::to_string(r.row.line));
  if (!fresh) r.wrong("the same word, part of speech and type is at " + seen->second);
  return fresh;
}

// A further row of an event word adds its type to the lexeme of the first one; forms that only it lists are added
// too. False when this is the first.
bool joins_typed_row(Reader& r, Content& content, const string& key, const Lexeme& further, const Paradigm& paradigm) {
  const auto [known, first] = content.typed.try_emplace(key, static_cast<uint32_t>(content.lexemes.size()));
  if (first) return false;
  Lexeme& lexeme = content.lexemes[known->second];
  int n = 0;
  while (n < 4 && lexeme.types[n] != Plover::kNone) ++n;
  if (n == 4) {
    r.wrong("a word has at most four types");
    return true;
  }
  lexeme.types[n] = further.types[0];
  lexeme.modes[n] = further.modes[0];
  for (size_t i = 0; i < std::size(lexeme.classes); ++i) lexeme.classes[i] |= further.classes[i];
  for (const Inflected& f : paradigm) {
    auto& forms = content.forms[f.form];
    const bool there = std::any_of(forms.begin(), forms.end(), [&](const Form& x) { return x.lexeme == known->second && x.feats.bits == f.feats.bits; });
    if (!there) forms.push_back({known->second, f.feats, 0});
  }
  return true;
}

void add_word(Reader& r, Content& content) {
  const auto& c = r.row.cells;
  const auto pos = find_name(kPos, c[1]);
  if (!pos) return r.wrong("unknown part of speech " + quoted(c[1]));
  Lexeme lexeme;
  lexeme.pos = *pos;
  WordForms forms = read_forms(r, *pos, c[2]);
  read_classes(r, c[3], lexeme);
  read_attrs(r, c[4], content, lexeme);
  if (c[0].empty()) r.wrong("there is no lemma");
  if (c[5].empty()) r.wrong("there is no source");
  const Paradigm paradigm = paradigm_of(r, *pos, forms, c[0], lexeme);
  if (r.good && !example_holds(c[6], paradigm)) r.wrong("the example holds no form of " + quoted(c[0]));
  if (!r.good || !is_new(r, content, row_key(c[0], *pos, lexeme.type()))) return;
  if (lexeme.type() != Plover::kNone && joins_typed_row(r, content, row_key(c[0], *pos, Plover::kNone) + "/typed", lexeme, paradigm)) return;
  const uint32_t id = add_lexeme(content, r.row, c[0], lexeme);
  for (const Inflected& f : paradigm) content.forms[f.form].push_back({id, f.feats, 0});
}

void add_phrase(Reader& r, Content& content) {
  const auto& c = r.row.cells;
  Lexeme lexeme;
  read_classes(r, c[1], lexeme);
  read_attrs(r, c[2], content, lexeme);
  if (c[3].empty()) r.wrong("there is no source");
  const auto words = folded_words(c[0]);
  if (words.empty()) r.wrong("there is no phrase");
  std::vector<uint64_t> path;
  string key = r.table.name;  // junk.tsv may repeat a phrase of phrases.tsv in its own sense
  for (const string& w : words) {
    path.push_back(form_hash(w));
    key += ' ' + w;
  }
  const auto example = folded_words(c[4]);
  bool found = false;
  for (size_t i = 0; i + words.size() <= example.size() && !words.empty(); ++i) {
    const string& first = example[i];
    found = found || (first.size() <= words[0].size() + 2 && first.ends_with(words[0]) &&
                      std::equal(words.begin() + 1, words.end(), example.begin() + static_cast<long>(i) + 1));
  }
  if (r.good && !found) r.wrong("the example does not hold the phrase");
  if (!r.good || !is_new(r, content, key)) return;
  const uint32_t node = content.phrases.make(path);
  content.phrases.nodes[node].push_back(add_lexeme(content, r.row, c[0], lexeme));
}

// Every string of letters that may stand before a stem, folded, the empty one included.
std::vector<string> proclitics() {
  std::vector<string> out;
  for (const char* outer : {"", "w", "f", ">"})
    for (const char* inner : {"", "b", "k", "l", "s", "Al", "bAl", "kAl", "ll"}) out.push_back(fold_letters(bw(outer) + bw(inner)));
  return out;
}

std::vector<string> pronouns() {
  std::vector<string> out;
  for (const char* p : {"", "h", "hA", "hm", "hmA", "hn", "k", "km", "nA", "ny", "y"}) out.push_back(bw(p));
  return out;
}

}  // namespace

bool example_holds(string_view example, const Paradigm& forms) {
  static const std::vector<string> before = proclitics(), after = pronouns();
  std::unordered_set<string_view> known;
  for (const Inflected& f : forms) known.insert(f.form);
  for (const string& word : folded_words(example)) {
    for (const string& p : before) {
      if (!word.starts_with(p)) continue;
      for (const string& s : after) {
        if (word.size() <= p.size() + s.size() || !word.ends_with(s)) continue;
        if (known.contains(string_view(word).substr(p.size(), word.size() - p.size() - s.size()))) return true;
      }
    }
  }
  // A form of several words (listed under `also`) is looked for as written.
  const string whole = fold(example);
  return std::any_of(forms.begin(), forms.end(), [&](const Inflected& f) {
    return f.form.find(' ') != string::npos && whole.find(f.form) != string::npos;
  });
}

void add_words(const Table& table, Content& content, Problems& problems) {
  content.files.push_back(table.name);
  for (const Row& row : table.rows) {
    Reader reader{table, row, problems};
    add_word(reader, content);
  }
}

void add_phrases(const Table& table, Content& content, Problems& problems) {
  content.files.push_back(table.name);
  for (const Row& row : table.rows) {
    Reader reader{table, row, problems};
    add_phrase(reader, content);
  }
}

}  // namespace rawi::lexc
