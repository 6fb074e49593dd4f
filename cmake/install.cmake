# What `cmake --install` puts where: headers, the library, the command, the image, policies, the package config.
include(CMakePackageConfigHelpers)

install(TARGETS rawi EXPORT rawi-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/rawi DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
if(TARGET rawi-command)
  install(TARGETS rawi-command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
if(TARGET rawi-lexc)
  install(TARGETS rawi-lexc RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
if(TARGET lexicon)
  install(FILES ${PROJECT_BINARY_DIR}/rawi.lex ${PROJECT_SOURCE_DIR}/model/rawi.model ${PROJECT_SOURCE_DIR}/model/context.model
                ${PROJECT_SOURCE_DIR}/model/names.model
                ${PROJECT_SOURCE_DIR}/model/names.NOTICE DESTINATION ${CMAKE_INSTALL_DATADIR}/rawi)
endif()
if(EXISTS ${PROJECT_SOURCE_DIR}/model/rawi.model)
  install(FILES ${PROJECT_SOURCE_DIR}/model/rawi.model DESTINATION ${CMAKE_INSTALL_DATADIR}/rawi)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/policies DESTINATION ${CMAKE_INSTALL_DATADIR}/rawi)
install(FILES ${PROJECT_SOURCE_DIR}/schema/openapi.yaml DESTINATION ${CMAKE_INSTALL_DATADIR}/rawi)
# The built page, where it was built.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/web/dist/ DESTINATION ${CMAKE_INSTALL_DATADIR}/rawi/web OPTIONAL)
install(EXPORT rawi-targets NAMESPACE rawi:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/rawi)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/rawi-config.cmake.in
                              ${PROJECT_BINARY_DIR}/rawi-config.cmake
                              INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/rawi
                              PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/rawi-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/rawi-config.cmake ${PROJECT_BINARY_DIR}/rawi-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/rawi)
