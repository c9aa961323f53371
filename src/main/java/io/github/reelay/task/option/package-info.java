/** The options that only some models have: what they are, and which values one model takes. */
@NullMarked
package io.github.reelay.task.option;

import org.jspecify.annotations.NullMarked;
