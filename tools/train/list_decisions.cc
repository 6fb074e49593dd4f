#include "list_decisions.h"

#include <cstdio>
#include <memory>

#include "claims/context_input.h"
#include "claims/pairing.h"
#include "claims/pipeline.h"
#include "rawi/error.h"
#include "rounds.h"
#include "teacher.h"

namespace rawi::train {
namespace {

class Lister : public Teacher {
 public:
  explicit Lister(std::FILE* out) : out_(out) {}

  int answer(Section section, const Document& d, uint32_t token, std::span<const uint32_t> candidates, uint32_t item) override {
    const int right = Teacher::answer(section, d, token, candidates, item);
    const auto value = [&](uint32_t c) { return c == kNobody ? 0 : static_cast<int>(c) + 1; };
    if (section == Section::kEvent) {
      std::fprintf(out_, "E\t%u\t%d\n", token, right < 0 ? -1 : static_cast<int>(candidates[static_cast<size_t>(right)]));
      return right;
    }
    if (right < 0 || section == Section::kWeapon) return right;
    const uint32_t chosen = candidates[static_cast<size_t>(right)];
    std::fprintf(out_, "D\t%d\t%u", static_cast<int>(section), token);
    if (section == Section::kStatus) {
      std::fprintf(out_, "\t%u", chosen);
    } else if (section == Section::kQuantity) {
      put(value(chosen), pairing(section, d, token, item, 0));
      for (const uint32_t c : candidates) std::fprintf(out_, "\t%d", value(c));
    } else {
      for (size_t k = 0; k < candidates.size(); ++k)
        put(static_cast<int>(k) == right || also(section, d, token, candidates[k]), pairing(section, d, token, candidates[k], k));
    }
    std::fputc('\n', out_);
    return right;
  }

 private:
  void put(int right, const Pairing& p) {
    std::fprintf(out_, "\t%d,%u,%u,%u,%u,%u,%u,%u,%d", right, p.head, p.before, p.gap, p.sentences, p.order, p.look, p.inside, p.none);
  }

  std::FILE* out_;
};

void put_words(std::FILE* out, const Document& d) {
  std::vector<uint8_t> stands;
  mark_stands(d, stands);
  for (uint32_t i = 0; i < d.tokens.all.size(); ++i) {
    std::fprintf(out, "T\t%016llx", static_cast<unsigned long long>(d.lemma[i]));
    for (const uint32_t fact : context_facts(d, i, stands[i])) std::fprintf(out, "\t%u", fact);
    std::fputc('\n', out);
  }
}

}  // namespace

void list_decisions(const std::string& path, const std::string& leave_out, const Lexicon& lexicon, const std::vector<GoldReport>& reports) {
  std::FILE* const out = std::fopen(path.c_str(), "w");
  if (!out) throw Error("'" + path + "' cannot be written");
  Pipeline pipeline(lexicon, nullptr, nullptr);
  Lister lister(out);
  Reading reading;
  for (const GoldReport& g : reports) {
    Lesson lesson;
    pipeline.choice().teach(&lesson);
    pipeline.prepare(g.report, reading);
    pipeline.frames();
    std::fprintf(out, "R\t%s\t%d\n", g.report.id.c_str(), left_out(leave_out, g.report.id));
    put_words(out, pipeline.document());
    lister.begin(g, pipeline.document());
    pipeline.claims(reading, &lister);
  }
  if (std::fclose(out) != 0) throw Error("'" + path + "' cannot be written");
}

}  // namespace rawi::train
