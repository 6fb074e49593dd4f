#include "rounds.h"

#include <cstdio>

#include "tokens/fold.h"

namespace rawi::train {
namespace {

// By other bits than the part that is left out.
size_t fold_of(const std::string& id, size_t folds) { return (form_hash(id) >> 32) % folds; }

// A model of these weights, by way of a file that goes away at once: what is mapped stays.
std::unique_ptr<Model> model_of(const std::vector<float>& weights, const std::string& scratch) {
  Model::write(scratch, weights, {});
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

void each_reading(const RoundOptions& o, const Lexicon& lexicon, const Readers& readers, const std::vector<GoldReport>& reports,
                  const std::function<void(Pipeline&, const Model*, const GoldReport&, Reading&, size_t)>& read) {
  const auto folds = static_cast<size_t>(o.folds);
  std::vector<const Model*> models;
  std::vector<std::unique_ptr<Pipeline>> pipelines;
  for (size_t f = 0; f < folds; ++f) models.push_back(readers.of_fold.empty() ? nullptr : readers.of_fold[f].get());
  models.push_back(readers.of_unseen.get());
  pipelines.reserve(models.size());
  for (const Model* model : models) pipelines.push_back(std::make_unique<Pipeline>(lexicon, model, nullptr));
  Reading reading;
  for (const GoldReport& g : reports) {
    const size_t fold = left_out(o.leave_out, g.report.id) ? folds : fold_of(g.report.id, folds);
    read(*pipelines[fold], models[fold], g, reading, fold);
  }
}

Lessons teach(const RoundOptions& o, const Lexicon& lexicon, const Readers& readers, const std::vector<GoldReport>& reports, Teacher& teacher) {
  Lessons lessons;
  lessons.seen.resize(static_cast<size_t>(o.folds));
  each_reading(o, lexicon, readers, reports, [&](Pipeline& pipeline, const Model*, const GoldReport& g, Reading& reading, size_t fold) {
    Lesson& lesson = fold == lessons.seen.size() ? lessons.unseen : lessons.seen[fold];
    const size_t first = lesson.decisions.size();
    pipeline.choice().teach(&lesson);
    pipeline.prepare(g.report, reading);
    teacher.begin(g, pipeline.document());
    pipeline.claims(reading, &teacher);
    if (g.reviewed)
      for (size_t k = first; k < lesson.decisions.size(); ++k) lesson.decisions[k].weight = o.reviewed;
  });
  return lessons;
}

Readers next_readers(const Lessons& lessons, const std::vector<float>& weights, const LearnOptions& options, const std::string& scratch) {
  Readers readers;
  for (size_t f = 0; f < lessons.seen.size(); ++f)
    readers.of_fold.push_back(model_of(lessons.seen.size() == 1 ? weights : learn(lessons.all_but(f), options), scratch));
  readers.of_unseen = model_of(weights, scratch);
  return readers;
}

}  // namespace rawi::train
