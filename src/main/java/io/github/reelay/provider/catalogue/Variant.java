package io.github.reelay.provider.catalogue;

import io.github.reelay.provider.dialect.WireFormat;

/** What a row can do in one mode, and how that is written: a picture or a remix changes both. */
public record Variant(Choices choices, WireFormat wire) {}
