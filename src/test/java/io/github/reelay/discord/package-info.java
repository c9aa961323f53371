/** The Discord adapter against a little Discord in this process: real JDA, real sockets. */
@NullMarked
package io.github.reelay.discord;

import org.jspecify.annotations.NullMarked;
