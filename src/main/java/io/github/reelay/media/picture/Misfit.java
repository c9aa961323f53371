package io.github.reelay.media.picture;

import io.github.reelay.tracking.MediaStore.PictureCheck.Reason;

/** Unwinds the look at a picture that cannot be used; never leaves this package. */
final class Misfit extends Exception {
  private final Reason reason;

  Misfit(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
