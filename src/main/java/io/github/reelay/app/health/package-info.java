/** The question whether a program beside this one lives, as a container's health check asks it. */
@NullMarked
package io.github.reelay.app.health;

import org.jspecify.annotations.NullMarked;
