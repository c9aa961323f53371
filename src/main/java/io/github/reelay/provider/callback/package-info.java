/** Relays' calls: the addresses they are given, and what is made of what comes there. */
@NullMarked
package io.github.reelay.provider.callback;

import org.jspecify.annotations.NullMarked;
