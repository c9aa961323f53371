package io.github.reelay.app.check;

import io.github.reelay.media.store.ObjectStore;
import io.github.reelay.media.store.S3Options;
import io.github.reelay.media.store.S3Store;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The check of the bucket: one small object is put, listed, read and deleted. */
public final class BucketCheck {
  private BucketCheck() {}

  /** Empty if there is no bucket to check. */
  public static Optional<CheckResult> run(@Nullable S3Options bucket) {
    if (bucket == null) {
      return Optional.empty();
    }
    try (ObjectStore store = new S3Store(bucket)) {
      store.probe();
      return Optional.of(
          CheckResult.ok(
              "bucket",
              store.address() + " takes, lists, gives back and deletes; for one database alone"));
    } catch (IOException e) {
      return Optional.of(CheckResult.fail("bucket", String.valueOf(e.getMessage())));
    }
  }
}
