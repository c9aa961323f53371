/**
 * Starts and stops the program: the command line, and the wiring of every part in one readable
 * place.
 */
@NullMarked
package io.github.reelay.app;

import org.jspecify.annotations.NullMarked;
