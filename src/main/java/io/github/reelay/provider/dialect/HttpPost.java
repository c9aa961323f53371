package io.github.reelay.provider.dialect;

import java.util.List;

/**
 * A POST to be sent.
 *
 * @param path after the base URL, with its leading slash
 */
public record HttpPost(String path, Body body) {
  /** What is in it. */
  public sealed interface Body {
    record Json(String text) implements Body {}

    /** {@code multipart/form-data}. */
    record Form(List<Part> parts) implements Body {
      public Form {
        parts = List.copyOf(parts);
      }
    }
  }

  /** One part of a form. */
  public sealed interface Part {
    String name();

    record Field(String name, String value) implements Part {}

    record File(String name, String fileName, String mediaType, Bytes bytes) implements Part {}
  }
}
