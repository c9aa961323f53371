package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;

/** A picture that cannot be used; unwinds the reading and never leaves this package. */
final class PictureException extends Exception {
  private final Reason reason;

  PictureException(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
