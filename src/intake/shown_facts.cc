#include "intake/shown_facts.h"

#include <algorithm>
#include <array>

#include "intake/ascii.h"
#include "intake/date_words.h"
#include "intake/dates.h"
#include "intake/html_names.h"
#include "intake/page_words.h"

namespace rawi {
namespace {

constexpr FieldBasis kOn = FieldBasis::kMarkup;
// Between a headline and an outlet, in <title>.
constexpr std::array<std::string_view, 9> kBars = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " : ", " \xC2\xBB ", " \xC2\xAB ", " \xE2\x80\xA2 "};
// Where others publish: the outlet is whoever writes there.
constexpr std::array<std::string_view, 6> kPlatforms = {"facebook", "telegram", "instagram", "youtube", "twitter", "x"};

size_t words_in(std::string_view s) { return s.empty() ? 0 : static_cast<size_t>(std::count(s.begin(), s.end(), ' ')) + 1; }

bool platform(std::string_view s) { return std::find(kPlatforms.begin(), kPlatforms.end(), ascii_lower(s)) != kPlatforms.end(); }

std::string without_bars(std::string_view s) {
  for (bool more = true; more;) {
    while (s.starts_with(' ')) s.remove_prefix(1);
    while (s.ends_with(' ')) s.remove_suffix(1);
    more = false;
    for (std::string_view bar : kBars) {
      bar.remove_prefix(1);
      const std::string_view bare = bar.substr(0, bar.size() - 1);
      if (s.starts_with(bar)) s.remove_prefix(bar.size()), more = true;
      if (s.size() > bare.size() && s.ends_with(bare) && s[s.size() - bare.size() - 1] == ' ') s.remove_suffix(bare.size() + 1), more = true;
    }
    if (std::find(kBars.begin(), kBars.end(), " " + std::string(s) + " ") != kBars.end()) return {};
  }
  return std::string(s);
}

// The parts of a <title>, in order.
std::vector<std::string> parts_of(std::string_view title) {
  std::vector<std::string> parts;
  std::string rest = without_bars(title);
  while (!rest.empty()) {
    size_t cut = rest.npos, size = 0;
    for (const std::string_view bar : kBars)
      if (const size_t at = rest.find(bar); at < cut) cut = at, size = bar.size();
    parts.push_back(rest.substr(0, cut));
    rest = cut == rest.npos ? std::string() : without_bars(std::string_view(rest).substr(cut + size));
  }
  return parts;
}

// What stands before or behind a headline in <title>, where a bar parts them.
std::string behind_bar(const std::string& rest, bool behind) {
  const bool parted = std::any_of(kBars.begin(), kBars.end(), [&](std::string_view bar) { return behind ? rest.starts_with(bar) : rest.ends_with(bar); });
  return parted ? rest : std::string();
}

class Shown {
 public:
  Shown(const HtmlTree& tree, const PageBlocks& page, const Article& article, PageFacts& facts)
      : tree_(tree), nodes_(tree.nodes()), page_(page), article_(article), facts_(facts), parts_(parts_of(facts.title_tag)) {}

  void find() {
    if (!of_platform()) {
      find_headline();
      if (facts_.title.value.empty()) facts_.title.offer(title_ground(), kOn);
      find_outlet();
    }
    find_author();
    if (facts_.published.value.empty()) find_dates();
    if (facts_.published.value.empty()) date_of_address();
  }

 private:
  bool of_platform();
  void find_headline();
  double headline_score(uint32_t node, const std::string& text) const;
  std::string title_ground() const;
  void find_outlet();
  bool stands_alone(const std::string& part) const;
  void find_author();
  std::string author_in(const std::string& text) const;
  void find_dates();
  double date_score(uint32_t node, std::string_view folded) const;
  void date_of_address();

  bool site(uint32_t node) const {
    for (; node != 0; node = nodes_[node].parent)
      if (page_.facts[node].names & kNameSite) return true;
    return false;
  }
  // The text of a node, without scripts and what is hidden.
  std::string text_of(uint32_t node) const {
    std::string out;
    for (uint32_t i = node; i < nodes_[node].end; ++i)
      if (nodes_[i].is_text() && page_.facts[i].letters > 0) append_words(nodes_[i].text, out), append_words(" ", out);
    trim_end(out);
    return out;
  }
  size_t blocks_between(uint32_t from, uint32_t to) const {
    const auto before = [](const Block& b, uint32_t node) { return b.node < node; };
    const auto first = std::lower_bound(page_.blocks.begin(), page_.blocks.end(), from, before), last = std::lower_bound(page_.blocks.begin(), page_.blocks.end(), to, before);
    return first < last ? static_cast<size_t>(last - first) : 0;
  }

  const HtmlTree& tree_;
  const std::vector<HtmlNode>& nodes_;
  const PageBlocks& page_;
  const Article& article_;
  PageFacts& facts_;
  std::vector<std::string> parts_;
  uint32_t headline_ = 0;   // its node
};

// A saved post: "who - its first words | Facebook"; Telegram names the channel as title and itself as outlet.
bool Shown::of_platform() {
  if (platform(facts_.outlet.value)) {
    facts_.outlet = facts_.title;
    facts_.title = {};
    return true;
  }
  if (!facts_.outlet.value.empty() || parts_.size() < 2 || !platform(parts_.back())) return false;
  facts_.outlet.offer(parts_[0], kOn);
  if (parts_.size() > 2) facts_.title.offer(parts_[1], kOn);
  return true;
}

double Shown::headline_score(uint32_t node, const std::string& text) const {
  constexpr double kByTag[] = {4, 2, 1, 0.5}, kSame = 8, kNamed = 2, kSite = 12, kFarthest = 3;
  double score = std::min(static_cast<double>(words_in(text)), 10.0) * 0.3;
  const GumboTag tag = nodes_[node].tag;
  if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H4) score += kByTag[tag - GUMBO_TAG_H1];
  if (page_.facts[node].names & kNameTitle) score += kNamed;
  if (facts_.title_tag.find(text) != std::string::npos) score += kSame;
  if (text == facts_.outlet.value || site(node)) score -= kSite;
  return score - std::min(static_cast<double>(blocks_between(node + 1, article_.first)) * 0.5, kFarthest);
}

void Shown::find_headline() {
  constexpr uint32_t kShortest = 8, kLongest = 250;  // letters
  constexpr double kLeast = 2;
  double best = kLeast;
  std::string title;
  for (uint32_t i = 1; i < nodes_.size() && (article_.first == 0 || i < article_.first || nodes_[i].tag == GUMBO_TAG_H1); ++i) {
    const NodeFacts& f = page_.facts[i];
    const bool heading = nodes_[i].tag >= GUMBO_TAG_H1 && nodes_[i].tag <= GUMBO_TAG_H4;
    if (nodes_[i].is_text() || !(heading || (f.names & kNameTitle)) || f.letters < kShortest || f.letters > kLongest || set_aside(tree_, page_, i)) continue;
    const std::string text = tree_.text_of(i);
    if (words_in(text) < 2 || (article_.first == 0 && !heading)) continue;
    if (!facts_.title.value.empty() && text != facts_.title.value) continue;
    if (const double score = headline_score(i, text); score > best) best = score, title = text, headline_ = i;
  }
  if (facts_.title.value.empty()) facts_.title.offer(title, kOn);
}

// No headline in sight: <title> as it stands, without the outlet's name.
std::string Shown::title_ground() const {
  if (parts_.size() == 2 && (parts_[1] == facts_.outlet.value || parts_[0] == facts_.outlet.value)) return parts_[parts_[1] == facts_.outlet.value ? 0 : 1];
  return facts_.first_h1.empty() ? facts_.title_tag : facts_.first_h1;
}

// Whether a part of <title> is an entry of a menu: a section.
bool Shown::stands_alone(const std::string& part) const {
  return std::any_of(page_.blocks.begin(), page_.blocks.end(), [&](const Block& b) { return b.link_density() > 0.6 && b.text == part; });
}

void Shown::find_outlet() {
  constexpr size_t kMostWords = 8, kSurelyName = 5;
  const std::string& title = facts_.title.value;
  std::string& outlet = facts_.outlet.value;
  if (outlet.empty() && title != facts_.title_tag) {
    const size_t at = title.empty() ? std::string::npos : facts_.title_tag.find(title);
    const bool inside = at != std::string::npos;
    std::vector<std::string> others = parts_;
    if (inside) others = parts_of(behind_bar(facts_.title_tag.substr(0, at), false) + " | " + behind_bar(facts_.title_tag.substr(at + title.size()), true));
    std::erase_if(others, [&](const std::string& part) {
      const bool numbered = !inside && fold_words(part).find_first_of("0123456789") != std::string::npos;
      return title.starts_with(part) || words_in(part) > (inside ? kMostWords : kSurelyName) || platform(part) || numbered;
    });
    if (others.size() > 1) std::erase_if(others, [&](const std::string& part) { return stands_alone(part); });
    if (!others.empty()) facts_.outlet.offer(inside && at == 0 ? others.back() : others.front(), kOn);
  }
  // "headline - outlet" is what many give as the title everywhere.
  if (outlet.empty() || facts_.title.basis == FieldBasis::kJsonLd) return;
  for (const std::string_view bar : kBars)
    if (const std::string tail = std::string(bar) + outlet; title.size() > tail.size() && title.ends_with(tail)) facts_.title.value.resize(title.size() - tail.size());
}

// A name, without "by" before it and the place before its dash; empty: none.
std::string Shown::author_in(const std::string& text) const {
  constexpr size_t kMostWords = 6, kLongest = 120;
  if (text.size() > kLongest) return {};
  std::string name = text;
  if (const size_t dash = name.rfind(" - "); dash != name.npos) name.erase(0, dash + 3);
  for (bool more = true; more && !name.empty();) {
    const size_t end = std::min(name.find(' '), name.size());
    std::string word = fold_words(std::string_view(name).substr(0, end));
    while (word.ends_with(':') || word.ends_with(' ')) word.pop_back();
    more = word.empty() || std::find(std::begin(page_word::kByWords), std::end(page_word::kByWords), word) != std::end(page_word::kByWords);
    if (more) name.erase(0, std::min(end + 1, name.size()));
  }
  const bool plain = name.find_first_of("0123456789@.!?:|/") == name.npos && fold_words(name).find_first_of("0123456789") == std::string::npos;
  return plain && words_in(name) >= 2 && words_in(name) <= kMostWords ? name : std::string();
}

void Shown::find_author() {
  constexpr uint32_t kBehind = 40;  // nodes past the end of the text
  if (!facts_.author.value.empty()) return;
  const uint32_t last = article_.last == 0 ? static_cast<uint32_t>(nodes_.size()) : std::min(nodes_[article_.last].end + kBehind, static_cast<uint32_t>(nodes_.size()));
  for (const bool firm : {true, false})
    for (uint32_t i = headline_; i < last; ++i) {
      if (nodes_[i].is_text() || page_.facts[i].letters == 0) continue;
      const bool said = tree_.attribute(i, "rel") == "author";
      if (!(firm ? said : (page_.facts[i].names & kNameAuthor) != 0) || set_aside(tree_, page_, i)) continue;
      const std::string name = author_in(text_of(i));
      if (!name.empty() && name != facts_.outlet.value) return facts_.author.offer(name, kOn);
    }
}

double Shown::date_score(uint32_t node, std::string_view folded) const {
  constexpr uint32_t kNear = 60;  // nodes
  constexpr size_t kShort = 80;   // letters, nearly
  const bool issue = folded.find(page_word::kIssue) != folded.npos;
  double score = 0;
  for (uint32_t n = node, step = 0; n != 0 && step < 2; n = nodes_[n].parent, ++step)
    if (page_.facts[n].names & kNameDate) score = 3;
  if (folded.find(page_word::kPublish) != folded.npos) score += 3;
  if (folded.find(page_word::kUpdate) != folded.npos) score += 2;
  if (folded.find(':') != folded.npos) score += 1;
  if (folded.size() > kShort) score -= 1;
  if (node < headline_) return score + (issue ? 4 : -2);  // today's date, on most pages; that of the issue, on those of daily papers
  if (node < article_.first && (headline_ != 0 || node + kNear > article_.first)) return score + 3;
  return node < article_.last ? score - 2 : score;
}

void Shown::find_dates() {
  constexpr uint32_t kShortest = 6, kLongest = 110, kBehind = 60;
  constexpr double kLeast = 1.5;
  double best = kLeast, best_change = kLeast;
  std::string published, modified;
  const uint32_t last = std::min(article_.last + kBehind, static_cast<uint32_t>(nodes_.size()));
  for (uint32_t i = 1; i < last; ++i) {
    const NodeFacts& f = page_.facts[i];
    if (nodes_[i].is_text() || f.letters < kShortest || f.letters > kLongest || set_aside(tree_, page_, i)) continue;
    const std::string folded = fold_words(text_of(i));
    if (folded.find_first_of("0123456789") == folded.npos) continue;
    const std::string edtf = date_in_words(folded);
    if (edtf.empty()) continue;
    const bool change = folded.find(page_word::kUpdate) != folded.npos && folded.find(page_word::kPublish) == folded.npos;
    const double score = date_score(i, folded);
    if (change ? score > best_change : score > best) (change ? best_change : best) = score, (change ? modified : published) = edtf;
  }
  facts_.published.offer(published, kOn);
  facts_.modified.offer(modified, kOn);
}

// ".../2020/11/22/..." or ".../2020-11-22-..." in the page's own address.
void Shown::date_of_address() {
  const std::string& url = facts_.url.value;
  const auto digits = [&](size_t at, size_t count) {
    for (size_t i = at; i < at + count; ++i)
      if (i >= url.size() || url[i] < '0' || url[i] > '9') return kNoPart;
    return std::stoi(url.substr(at, count));
  };
  for (size_t at = url.find('/', url.find("//") + 2); at != url.npos; at = url.find('/', at + 1)) {
    const char bar = at + 5 < url.size() ? url[at + 5] : ' ';
    if ((bar != '/' && bar != '-') || at + 11 > url.size() || url[at + 8] != bar) continue;
    DateParts p;
    p.year = digits(at + 1, 4), p.month = digits(at + 6, 2), p.day = digits(at + 9, 2);
    if (p.year == kNoPart || p.month == kNoPart || p.day == kNoPart || (at + 11 < url.size() && url[at + 11] >= '0' && url[at + 11] <= '9')) continue;
    return facts_.published.offer(write_date(p), kOn);
  }
}

}  // namespace

void find_shown(const HtmlTree& tree, const PageBlocks& page, const Article& article, PageFacts& facts) { Shown(tree, page, article, facts).find(); }

}  // namespace rawi
