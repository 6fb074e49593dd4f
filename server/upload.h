// A file that came over HTTP as an input of `add`.
#ifndef RAWI_SERVER_UPLOAD_H
#define RAWI_SERVER_UPLOAD_H

#include <memory>
#include <string>

#include "rawi/input.h"

namespace rawi::server {

// The report is called as the file, so that the same file is the same report however it came. An Input names what it reads by its
// path: the bytes go into a folder of their own, which becomes the calling thread's. Call own_folder() in that thread first,
// so that it is the working folder of no other. Throws Error when the bytes cannot be handed on.
void own_folder();
std::shared_ptr<Input> input_of(const std::string& name, std::string bytes);

}  // namespace rawi::server

#endif  // RAWI_SERVER_UPLOAD_H
