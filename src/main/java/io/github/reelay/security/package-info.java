/** Cryptography that several adapters share: the signer of cookies and links. */
@NullMarked
package io.github.reelay.security;

import org.jspecify.annotations.NullMarked;
