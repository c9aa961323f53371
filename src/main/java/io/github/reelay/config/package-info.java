/**
 * Settings: YAML files and environment variables, read into records; every mistake is named with
 * its path.
 */
@NullMarked
package io.github.reelay.config;

import org.jspecify.annotations.NullMarked;
