// A file that came over HTTP as an input of `add`.
#ifndef RAWI_SERVER_UPLOAD_H
#define RAWI_SERVER_UPLOAD_H

#include <memory>
#include <string>

#include "rawi/input.h"

namespace rawi::server {

// Throws Error when the bytes cannot be handed on.
std::shared_ptr<Input> input_of(const std::string& name, std::string bytes);

}  // namespace rawi::server

#endif  // RAWI_SERVER_UPLOAD_H
