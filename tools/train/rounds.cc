#include "rounds.h"

#include <cstdio>

#include "tokens/fold.h"

namespace rawi::train {
namespace {

// By other bits than the part that is left out.
size_t fold_of(const std::string& id, size_t folds) { return (form_hash(id) >> 32) % folds; }

// A model of these weights, by way of a file that goes away at once: what is mapped stays.
std::unique_ptr<Model> model_of(const std::vector<float>& weights, const std::vector<char>& net, const std::string& scratch) {
  Model::write(scratch, weights, {}, net);
  auto model = std::make_unique<Model>(scratch);
  std::remove(scratch.c_str());
  return model;
}

}  // namespace

bool left_out(const std::string& part, const std::string& id) {
  unsigned k = 0, n = 0;
  if (std::sscanf(part.c_str(), "%u/%u", &k, &n) != 2 || n == 0) return false;
  return form_hash(id) % n == k % n;
}

std::vector<const Lesson*> Lessons::all_but(size_t fold) const {
  std::vector<const Lesson*> out;
  for (size_t f = 0; f < seen.size(); ++f)
    if (f != fold) out.push_back(&seen[f]);
  return out;
}

Lessons teach(const RoundOptions& o, const Lexicon& lexicon, const Readers& readers, const std::vector<GoldReport>& reports, Teacher& teacher) {
  const auto folds = static_cast<size_t>(o.folds);
  std::vector<std::unique_ptr<Pipeline>> pipelines;
  for (size_t f = 0; f < folds; ++f) pipelines.push_back(std::make_unique<Pipeline>(lexicon, readers.of_fold.empty() ? nullptr : readers.of_fold[f].get(), nullptr));
  pipelines.push_back(std::make_unique<Pipeline>(lexicon, readers.of_unseen.get(), nullptr));
  Lessons lessons;
  lessons.seen.resize(folds);
  Reading reading;
  for (const GoldReport& g : reports) {
    const bool unseen = left_out(o.leave_out, g.report.id);
    const size_t fold = unseen ? folds : fold_of(g.report.id, folds);
    Pipeline& pipeline = *pipelines[fold];
    pipeline.choice().teach(unseen ? &lessons.unseen : &lessons.seen[fold]);
    pipeline.prepare(g.report, reading);
    teacher.begin(g, pipeline.document());
    pipeline.claims(reading, &teacher);
  }
  return lessons;
}

Readers next_readers(const Lessons& lessons, const std::vector<float>& weights, const std::vector<char>& net, const LearnOptions& options,
                     const std::string& scratch) {
  Readers readers;
  for (size_t f = 0; f < lessons.seen.size(); ++f)
    readers.of_fold.push_back(model_of(lessons.seen.size() == 1 ? weights : learn(lessons.all_but(f), options), net, scratch));
  readers.of_unseen = model_of(weights, net, scratch);
  return readers;
}

}  // namespace rawi::train
