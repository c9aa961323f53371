/**
 * Test doubles and examples that the tests of several packages share: one settable clock, one
 * in-memory store of each kind, media, conversation and catalogue, and example tasks.
 */
@NullMarked
package io.github.reelay.testing;

import org.jspecify.annotations.NullMarked;
