/**
 * Reads {@code models.yaml}: which models a provider offers, with limits, prices and wire formats.
 */
@NullMarked
package io.github.reelay.provider.catalogue;

import org.jspecify.annotations.NullMarked;
