/** One of several instances: waiting for the turn to work, and what ends it. */
@NullMarked
package io.github.reelay.app.instance;

import org.jspecify.annotations.NullMarked;
