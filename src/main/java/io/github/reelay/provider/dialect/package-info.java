/**
 * The wire formats of the relays: what a request looks like and what an answer means. Pure: JSON in
 * and out, no sockets, no clock. Each is a file in {@code config/wires}; facts and contradictions
 * of the relays' documents are settled there and here.
 */
@NullMarked
package io.github.reelay.provider.dialect;

import org.jspecify.annotations.NullMarked;
