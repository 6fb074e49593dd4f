#include "intake/html_names.h"

#include <string>
#include <unordered_map>

namespace rawi {
namespace {

struct Row {
  std::string_view words;  // whole words, one or more in a row
  uint16_t names;
};

constexpr uint16_t kOthers = kNameAside | kNameOthers, kLooseOthers = kNameLoose | kNameOthers;

constexpr uint16_t kNoName = 0;  // the words are passed over

constexpr Row kRows[] = {
    {"ad", kNameAside}, {"ads", kNameAside}, {"adsbygoogle", kNameAside}, {"advert", kNameAside}, {"advertisement", kNameAside},
    {"also read", kOthers}, {"read also", kOthers}, {"read more", kNameAside}, {"readmore", kNameAside}, {"see also", kOthers},
    {"banner", kNameLoose}, {"breadcrumb", kNameAside}, {"breadcrumbs", kNameAside}, {"breaking", kLooseOthers},
    {"comment", kOthers}, {"comments", kOthers}, {"respond", kOthers}, {"disqus", kOthers}, {"complementary", kOthers},
    {"copyright", kNameAside}, {"copyrights", kNameAside}, {"footer", kNameAside}, {"contentinfo", kNameAside}, {"masthead", kNameAside},
    {"header menu", kNameAside}, {"menu", kNameAside}, {"nav", kNameAside}, {"navbar", kNameAside}, {"navigation", kNameAside}, {"pager", kNameAside},
    {"pagination", kNameAside}, {"jp relatedposts", kOthers}, {"most read", kOthers}, {"mostread", kOthers}, {"most viewed", kOthers},
    {"most popular", kOthers}, {"latest", kLooseOthers}, {"trending", kLooseOthers}, {"popular", kLooseOthers}, {"newsletter", kNameAside}, {"outbrain", kOthers},
    {"taboola", kOthers}, {"recommended", kOthers}, {"recommendations", kOthers}, {"promo", kLooseOthers}, {"promoted", kLooseOthers},
    {"related", kOthers}, {"relatednews", kOthers}, {"share", kNameAside}, {"sharing", kNameAside}, {"sharebar", kNameAside},
    {"sharedaddy", kNameAside}, {"social", kNameAside}, {"sidebar", kOthers}, {"side bar", kOthers}, {"rightbar", kOthers}, {"leftbar", kOthers},
    {"sponsor", kNameAside}, {"sponsored", kNameAside}, {"subscribe", kNameAside}, {"subscription", kNameAside}, {"tags", kNameAside}, {"post tags", kNameAside},
    {"tag links", kNameAside}, {"tagcloud", kNameAside}, {"keywords", kNameAside}, {"ticker", kOthers}, {"toolbar", kNameLoose}, {"tools", kNameLoose}, {"widget", kLooseOthers},
    {"widgets", kLooseOthers}, {"popup", kNameAside}, {"modal", kNameAside}, {"overlay", kNameAside}, {"alertdialog", kNameAside}, {"dialog", kNameAside},
    {"author bio", kNameAside}, {"author box", kNameAside}, {"about author", kNameAside}, {"rating", kNameAside}, {"poll", kNameAside},
    {"print", kNameLoose}, {"login", kNameAside}, {"search", kNameAside}, {"skip", kNameAside}, {"weather", kNameAside}, {"follow", kNameAside},
    {"more news", kOthers}, {"morenews", kOthers}, {"you may also", kOthers}, {"next article", kOthers}, {"prev article", kOthers},
    {"infinite", kLooseOthers}, {"linkbox", kOthers}, {"factbox links", kNameAside}, {"topics", kNameAside}, {"editor picks", kOthers},
    {"caption", kNameCaption}, {"wp caption text", kNameCaption}, {"captions", kNameCaption}, {"figcaption", kNameCaption}, {"photo credit", kNameCaption}, {"image credit", kNameCaption},
    {"credit", kNameCaption}, {"credits", kNameCaption}, {"byline", kNameCaption | kNameAuthor}, {"dateline", kNameCaption | kNameDate}, {"entry meta", kNameCaption}, {"post meta", kNameCaption},
    {"article meta", kNameCaption}, {"meta data", kNameCaption}, {"timestamp", kNameCaption | kNameDate}, {"published", kNameCaption | kNameDate}, {"submitted", kNameCaption | kNameDate}, {"views", kNameCaption},
    {"counter", kNameCaption}, {"reading time", kNameCaption}, {"postmetadata", kNameCaption}, {"article info", kNameCaption}, {"post info", kNameCaption},
    {"article body", kNameBody}, {"articlebody", kNameBody}, {"article content", kNameBody}, {"article text", kNameBody}, {"articletext", kNameBody},
    {"entry content", kNameBody}, {"post content", kNameBody}, {"post body", kNameBody}, {"story body", kNameBody}, {"storybody", kNameBody},
    {"story text", kNameBody}, {"news body", kNameBody}, {"newsbody", kNameBody}, {"news text", kNameBody}, {"news content", kNameBody}, {"field name body", kNameBody},
    {"field body", kNameBody}, {"node body", kNameBody}, {"wysiwyg", kNameBody}, {"body text", kNameBody}, {"text body", kNameBody}, {"single content", kNameBody}, {"td post content", kNameBody},
    {"details body", kNameBody}, {"story content", kNameBody}, {"storycontent", kNameBody}, {"main text", kNameBody}, {"maintext", kNameBody}, {"article details", kNameBody},
    {"cookie", kNameConsent | kNameAside}, {"cookies", kNameConsent | kNameAside}, {"consent", kNameConsent | kNameAside}, {"gdpr", kNameConsent | kNameAside}, {"onetrust", kNameConsent | kNameAside},
    {"didomi", kNameConsent | kNameAside}, {"qc cmp", kNameConsent | kNameAside}, {"cmp", kNameConsent | kNameAside}, {"privacy notice", kNameConsent | kNameAside},
    {"paywall", kNamePaywall | kNameAside}, {"pay wall", kNamePaywall | kNameAside}, {"regwall", kNamePaywall | kNameAside}, {"piano", kNamePaywall | kNameAside}, {"meteredwall", kNamePaywall | kNameAside},
    {"subscribers only", kNamePaywall | kNameAside}, {"subscriber only", kNamePaywall | kNameAside}, {"premium offer", kNamePaywall | kNameAside}, {"locked", kNamePaywall | kNameAside},
    {"sr only", kNameHidden}, {"visually hidden", kNameHidden}, {"visuallyhidden", kNameHidden}, {"screen reader text", kNameHidden}, {"screen reader", kNameHidden}, {"offscreen", kNameHidden},
    {"title", kNameTitle}, {"headline", kNameTitle}, {"author", kNameAuthor}, {"writer", kNameAuthor}, {"reporter", kNameAuthor}, {"name uid", kNameAuthor}, {"username", kNameAuthor},
    {"date", kNameDate}, {"datetime", kNameDate}, {"time", kNameDate}, {"created", kNameDate}, {"posted", kNameDate}, {"pubdate", kNameDate}, {"publish", kNameDate},
    {"logo", kNameSite}, {"brand", kNameSite}, {"branding", kNameSite}, {"site title", kNameSite}, {"site name", kNameSite}, {"blog title", kNameSite},
    {"live blog", kNameLive}, {"liveblog", kNameLive}, {"live post", kNameLive}, {"live posts", kNameLive}, {"live feed", kNameLive}, {"live update", kNameLive}, {"live updates", kNameLive}, {"live entry", kNameLive},
    // Kits whose every element has one of the words above: theirs says nothing.
    {"elementor widget", kNoName}, {"tgme widget", kNoName}, {"wp block", kNoName}, {"message text", kNameBody},
};

bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

// " article body wysiwyg ": words in small letters, a space around each.
std::string words_of(std::string_view value) {
  std::string out = " ";
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (upper(c) && i > 0 && lower(value[i - 1])) out += ' ';
    if (upper(c)) {
      out += static_cast<char>(c | 0x20);
    } else if (lower(c)) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

}  // namespace

uint16_t names_in(std::string_view value) {
  constexpr size_t kLongest = 300;
  constexpr int kMostWords = 3;
  static const std::unordered_map<std::string_view, uint16_t> table = [] {
    std::unordered_map<std::string_view, uint16_t> made;
    for (const Row& row : kRows) made[row.words] |= row.names;
    return made;
  }();
  if (value.empty()) return 0;
  const std::string text = words_of(value.substr(0, kLongest));
  const std::string_view words = text;
  uint16_t names = 0, found = 0;
  // Every run of one to three words; one that says nothing is stepped over.
  for (size_t begin = 1, next; begin < words.size(); begin = next) {
    next = words.find(' ', begin) + 1;
    size_t end = begin;
    for (int n = 0; n < kMostWords && end < words.size(); ++n, ++end) {
      end = words.find(' ', end);
      const auto row = table.find(words.substr(begin, end - begin));
      if (row == table.end()) continue;
      found |= row->second;
      if (row->second == kNoName) next = end + 1, found = 0;
    }
    names |= found;
    found = 0;
  }
  return names;
}

}  // namespace rawi
