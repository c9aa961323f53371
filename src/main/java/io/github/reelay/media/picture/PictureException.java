package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;

/** Unwinds the look at a picture that cannot be used; never leaves this package. */
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
