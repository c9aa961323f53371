package io.github.reelay.provider.catalogue;

import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.option.PictureUse;

/** What a row can do in one mode, and how that is written: a picture or a remix changes both. */
public record Variant(Choices choices, WireFormat wire) {
  /** The same with pictures for a use. */
  Variant with(PictureUse use) {
    return new Variant(choices.with(use), wire);
  }
}
