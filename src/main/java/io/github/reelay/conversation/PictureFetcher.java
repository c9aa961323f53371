package io.github.reelay.conversation;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;

/** A fetcher of pictures from addresses that people give. Blocks; must not throw. */
@FunctionalInterface
public interface PictureFetcher {
  FetchResult fetch(String address);

  /** What became of an address. */
  sealed interface FetchResult {
    record Fetched(ReferenceImage picture) implements FetchResult {}

    /** What is there is no picture that can be used. */
    record Unusable(Reason reason) implements FetchResult {}

    record Failed(Failure why) implements FetchResult {}

    /** Why nothing was fetched; key of the sentence: {@code link.} + kebab-case name. */
    enum Failure {
      /** No address, or one with a password in it. */
      INVALID,
      /** It leads into a private network. */
      PRIVATE,
      /** The server says that there is nothing, or nothing for us. */
      NOT_FOUND,
      /** No answer, too slow an answer, or trouble over there. */
      UNREACHABLE,
      /** Our own disk did not take it. */
      NOT_STORED
    }
  }
}
