/** The page of the guided set-up: a server on loopback that lives as long as the set-up does. */
@NullMarked
package io.github.reelay.web.setup;

import org.jspecify.annotations.NullMarked;
