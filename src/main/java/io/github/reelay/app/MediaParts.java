package io.github.reelay.app;

import io.github.reelay.config.Settings;
import io.github.reelay.media.MediaFolder;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.MediaLinks;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Pictures and videos on our disk. */
record MediaParts(MediaFolder folder, ImageFitter fitter, MediaLinks links) {
  static MediaParts open(Settings settings, InstantSource clock, SecureRandom random)
      throws IOException {
    MediaFolder folder = MediaFolder.open(settings.dataDir());
    return new MediaParts(folder, new PendingFitter(), new PendingLinks());
  }
}
