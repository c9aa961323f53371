/** Draws the sandbox's videos, in pure Java. */
@NullMarked
package io.github.reelay.provider.sandbox.video;

import org.jspecify.annotations.NullMarked;
