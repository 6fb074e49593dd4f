#include "mentions/ranks.h"

namespace rawi {
namespace {

class Finder {
 public:
  Finder(const Tokens& tokens, const Cues& cues, const std::vector<NumberMention>& numbers, std::vector<Rank>& out)
      : tokens_(tokens), cues_(cues), numbers_(numbers), out_(out) {}

  void run() {
    out_.clear();
    size_t next = 0;
    for (uint32_t i = 0; i < tokens_.all.size();) {
      while (next < numbers_.size() && numbers_[next].first < i) ++next;
      Rank r;
      r.first = i;
      r.last = i;
      if (next < numbers_.size() && numbers_[next].first == i) counted(next, r);
      if (r.last == i) relative(i, r);
      if (r.last == i) {
        ++i;
        continue;
      }
      r.span = {tokens_.all[r.first].span.begin, tokens_.all[r.last - 1].span.end};
      out_.push_back(r);
      i = r.last;
    }
  }

 private:
  const Cue& cue(uint32_t i) const { return cues_.at(i); }

  // A word with the article: "the book" before "the thirtieth".
  bool definite_noun(uint32_t i) const {
    if (i >= tokens_.all.size() || tokens_.all[i].kind != TokenKind::kWord || cue(i).bits) return false;
    for (const Reading1& r : tokens_.read(tokens_.all[i]))
      if (r.proclitics & kAl) return true;
    return false;
  }

  // An ordinal, or a cardinal with the article after what it ranks; "the hundred and fifth" are both in one.
  void counted(size_t k, Rank& r) const {
    const NumberMention& m = numbers_[k];
    if (m.den != 1 || m.percent || m.vague) return;
    const bool after_noun = r.first > 0 && definite_noun(r.first - 1);
    const bool rank_follows = k + 1 < numbers_.size() && numbers_[k + 1].ordinal && numbers_[k + 1].first == m.last && cue(m.last).wa();
    if (m.ordinal) {
      r.offset = m.num;
      r.last = m.last;
    } else if (m.definite && !m.digits && rank_follows && numbers_[k + 1].num < 100 && m.num % 100 == 0) {
      r.offset = m.num + numbers_[k + 1].num;
      r.last = numbers_[k + 1].last;
    } else if (m.definite && !m.digits && (after_noun || (r.first == 0 && m.num > 100)) && m.num >= 20) {
      r.offset = m.num;
      r.last = m.last;
    }
  }

  void set(Rank& r, RankFrom from, int64_t offset, uint32_t last) const {
    r.from = from;
    r.offset = offset;
    r.last = last;
  }

  // before the last, the last, the next, the one before, the present one; not of a day or week, which are times.
  void relative(uint32_t i, Rank& r) const {
    const Cue& c = cue(i);
    const Cue& next = cue(i + 1);
    const bool last_follows = next.is(Class::kLast) && next.al();
    if (i > 0 && cue(i - 1).is(Class::kTimeUnit)) return;
    if (last_follows && (c.is(Class::kBefore) || passes(i))) return set(r, RankFrom::kEnd, -1, i + 2);
    if (c.is(Class::kLast) && c.al()) return set(r, RankFrom::kEnd, 0, i + 1);
    if (c.is(Class::kLast) && c.is(Class::kEnd) && !next.is(Class::kTimeUnit) && !next.is(Class::kWeekday)) return set(r, RankFrom::kEnd, 0, i + 1);
    if (!c.al()) return;
    if (c.is(Class::kNext)) return set(r, RankFrom::kCurrent, 1, i + 1);
    if (c.is(Class::kPast)) return set(r, RankFrom::kCurrent, -1, i + 1);
    if (c.is(Class::kCurrent)) return set(r, RankFrom::kCurrent, 0, i + 1);
  }

  // "sabaqat": it came before.
  bool passes(uint32_t i) const {
    constexpr std::string_view kSabaqa = "\xD3\xC8\xE2", kSabaqat = "\xD3\xC8\xE2\xCA";
    const Token& t = tokens_.all[i];
    return t.kind == TokenKind::kWord && (tokens_.fold(t) == kSabaqa || tokens_.fold(t) == kSabaqat);
  }

  const Tokens& tokens_;
  const Cues& cues_;
  const std::vector<NumberMention>& numbers_;
  std::vector<Rank>& out_;
};

}  // namespace

void find_ranks(const Tokens& tokens, const Cues& cues, const std::vector<NumberMention>& numbers, std::vector<Rank>& out) {
  Finder(tokens, cues, numbers, out).run();
}

}  // namespace rawi
