/**
 * What a model can do, whoever offers it: its options, its price, and whether a request fits it.
 *
 * <p>A core package: the conversation asks it, providers fill it ({@link ModelCatalogue} is a
 * port).
 */
@NullMarked
package io.github.reelay.catalogue;

import org.jspecify.annotations.NullMarked;
