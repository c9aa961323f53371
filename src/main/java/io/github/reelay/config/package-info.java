/**
 * The reader of configuration: YAML files and environment variables by key, with defaults, secrets
 * and every mistake by its path. Knows no section: each package reads its own.
 */
@NullMarked
package io.github.reelay.config;

import org.jspecify.annotations.NullMarked;
