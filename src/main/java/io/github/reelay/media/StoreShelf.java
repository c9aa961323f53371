package io.github.reelay.media;

import io.github.reelay.media.store.ObjectStore;
import io.github.reelay.media.store.ObjectStore.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A shared store. What else is in it is not ours. */
record StoreShelf(ObjectStore store) implements Shelf {
  @Override
  public String name() {
    return "store";
  }

  @Override
  public List<StoredFile> files() throws IOException {
    List<StoredFile> files = new ArrayList<>();
    for (String folder : List.of(ObjectName.VIDEOS, ObjectName.PICTURES)) {
      for (StoredObject object : store.list(folder)) {
        ObjectName.fileName(object.name())
            .map(path ->
                new StoredFile(
                    object.name(),
                    folder.equals(ObjectName.VIDEOS),
                    path.substring(folder.length()),
                    object.bytes(),
                    object.modifiedAt()))
            .ifPresent(files::add);
      }
    }
    return files;
  }

  @Override
  public void delete(StoredFile file) throws IOException {
    store.delete(file.key());
  }
}
