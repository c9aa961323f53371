/**
 * The program's settings: one record of every package's options, and the readers of those that the
 * core has, for the core knows nothing of configuration.
 */
@NullMarked
package io.github.reelay.app.settings;

import org.jspecify.annotations.NullMarked;
