#include "list_decisions.h"

#include <cstdio>
#include <memory>

#include "claims/context_input.h"
#include "claims/pairing.h"
#include "rawi/error.h"
#include "teacher.h"

namespace rawi::train {
namespace {

// What the lesson has no word of: which words and mentions its decisions were about.
class Lister : public Teacher {
 public:
  explicit Lister(std::FILE* out) : out_(out) {}

  int answer(Section section, const Document& d, uint32_t token, std::span<const uint32_t> candidates, uint32_t item) override {
    const int right = Teacher::answer(section, d, token, candidates, item);
    if (right < 0) return right;
    if (section == Section::kEvent) {
      words_.push_back(token);
      return right;
    }
    asked_.push_back({section, token, candidates[static_cast<size_t>(right)], {}});
    for (size_t k = 0; k < candidates.size(); ++k) {
      const bool good = static_cast<int>(k) == right || also(section, d, token, candidates[k]);
      asked_.back().candidates.push_back({candidates[k], good, pairing(section, d, token, section == Section::kQuantity ? item : candidates[k], k)});
    }
    return right;
  }

  // All that was asked since the last call, and the lesson that came of it under `model`; empties both.
  void put(const Model& model, Lesson& lesson) {
    if (lesson.decisions.size() != asked_.size() || lesson.words.size() != words_.size()) throw Error("the lesson of a report is not of the decisions that were asked for");
    for (size_t k = 0; k < words_.size(); ++k) put_event(words_[k], lesson.words[k]);
    for (size_t k = 0; k < asked_.size(); ++k) put_decision(asked_[k], model, lesson, lesson.decisions[k].first);
    words_.clear();
    asked_.clear();
    lesson = {};
  }

 private:
  struct Candidate {
    uint32_t value;
    bool right;
    Pairing pairing;
  };
  struct Asked {
    Section section;
    uint32_t token, answer;
    std::vector<Candidate> candidates;
  };

  void put_event(uint32_t token, const EventExample& word) {
    std::fprintf(out_, "E\t%u\t%u", token, word.answer);
    for (uint32_t f = 0; f < word.input.count; ++f) std::fprintf(out_, "\t%llx", static_cast<unsigned long long>(word.input.facts[f]));
    std::fputc('\n', out_);
  }

  // `first`: of its candidates in the lesson.
  void put_decision(const Asked& a, const Model& model, const Lesson& lesson, size_t first) {
    if (a.section >= Section::kWeapon) return;  // the net is not asked
    std::fprintf(out_, "D\t%d\t%u", static_cast<int>(a.section), a.token);
    const auto value = [](uint32_t c) { return c == kNobody ? 0 : static_cast<int>(c) + 1; };
    if (a.section == Section::kStatus) std::fprintf(out_, "\t%u", a.answer);
    if (a.section == Section::kQuantity) put_pairing(value(a.answer), a.candidates.front().pairing);
    for (size_t k = 0; k < a.candidates.size(); ++k) {
      if (a.section == Section::kQuantity) std::fprintf(out_, "\t%d", value(a.candidates[k].value));
      else if (a.section == Section::kStatus) std::fputc('\t', out_);
      else put_pairing(a.candidates[k].right, a.candidates[k].pairing);
      float score = 0;
      for (uint64_t f = first + k == 0 ? 0 : lesson.ends[first + k - 1]; f < lesson.ends[first + k]; ++f) score += model.weight(lesson.features[f]);
      std::fprintf(out_, a.section == Section::kStatus ? "%.3f" : ",%.3f", static_cast<double>(score));
    }
    std::fputc('\n', out_);
  }

  void put_pairing(int right, const Pairing& p) {
    std::fprintf(out_, "\t%d,%u,%u,%u,%u,%u,%u,%u,%d", right, p.head, p.before, p.gap, p.sentences, p.order, p.look, p.inside, p.none);
  }

  std::FILE* out_;
  std::vector<uint32_t> words_;
  std::vector<Asked> asked_;
};

void put_words(std::FILE* out, const std::string& id, bool left_out, bool reviewed, const Document& d) {
  std::fprintf(out, "R\t%s\t%d\t%d\n", id.c_str(), left_out, reviewed);
  std::vector<uint8_t> stands;
  mark_stands(d, stands);
  for (uint32_t i = 0; i < d.tokens.all.size(); ++i) {
    std::fprintf(out, "T\t%016llx", static_cast<unsigned long long>(d.lemma[i]));
    for (const uint32_t fact : context_facts(d, i, stands[i])) std::fprintf(out, "\t%u", fact);
    std::fputc('\n', out);
  }
}

std::FILE* open_to_write(const std::string& path) {
  std::FILE* const out = std::fopen(path.c_str(), "w");
  if (!out) throw Error("'" + path + "' cannot be written");
  return out;
}

void close_written(std::FILE* out, const std::string& path) {
  if (std::fclose(out) != 0) throw Error("'" + path + "' cannot be written");
}

}  // namespace

void list_decisions(const std::string& path, const RoundOptions& o, const Lexicon& lexicon, const Readers& readers, const std::vector<GoldReport>& reports) {
  std::FILE* const out = open_to_write(path);
  Lister lister(out);
  Lesson lesson;
  each_reading(o, lexicon, readers, reports, [&](Pipeline& pipeline, const Model* model, const GoldReport& g, Reading& reading, size_t fold) {
    pipeline.choice().teach(&lesson);
    pipeline.prepare(g.report, reading);
    pipeline.frames();
    put_words(out, g.report.id, fold == readers.of_fold.size(), g.reviewed, pipeline.document());
    lister.begin(g, pipeline.document());
    pipeline.claims(reading, &lister);
    lister.put(*model, lesson);
  });
  close_written(out, path);
}

void list_words(const std::string& path, const RoundOptions& o, const Lexicon& lexicon, const std::string& corpus) {
  std::FILE* const out = open_to_write(path);
  Pipeline pipeline(lexicon, nullptr, nullptr);
  Reading reading;
  each_report(corpus, [&](const Report& report) {
    pipeline.prepare(report, reading);
    pipeline.frames();
    put_words(out, report.id, left_out(o.leave_out, report.id), false, pipeline.document());
  });
  close_written(out, path);
}

}  // namespace rawi::train
