// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.mark;

import io.stillwatch.marks.Mark;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.served.ServedIndex;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The indexes of one server: a file for each key, `PROFILE/TENANT/CAMPAIGN/EPOCH.served`. So many
/// are in memory at once and no more; the one that was not asked for longest gives way. One process
/// at a time has the folder. Not for two threads.
public final class ServedFolder implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final int OPEN_MOST = 64;

  private final Path folder;
  private final long room;
  private final FileChannel lock;
  private final Map<KeyScope, Opened> open = new LinkedHashMap<>(16, 0.75f, true);

  private record Opened(ServedIndex index, long saved) {}

  /// @param room of contexts for each key; an index that was made with another keeps its own
  /// @throws IOException when it cannot be written, or another process has it
  public ServedFolder(Path folder, long room) throws IOException {
    this.folder = folder;
    this.room = room;
    Files.createDirectories(folder);
    lock =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (held() == null) {
      lock.close();
      throw new IOException(
          folder
              + " is another server's; give each server a folder of its own, and join the files");
    }
  }

  private @Nullable FileLock held() throws IOException {
    try {
      return lock.tryLock();
    } catch (OverlappingFileLockException same) {
      return null;
    }
  }

  /// The index of a key.
  ///
  /// @throws IOException when it cannot be read, or the one that gives way cannot be written
  ServedIndex of(KeyScope scope, Mark mark) throws IOException {
    Opened known = open.get(scope);
    if (known != null) {
      return known.index();
    }
    if (open.size() >= OPEN_MOST) {
      KeyScope oldest = open.keySet().iterator().next();
      save(oldest);
      open.remove(oldest);
    }
    ServedIndex index = read(scope, mark);
    open.put(scope, new Opened(index, index.contexts()));
    return index;
  }

  private Path file(KeyScope scope) {
    return folder
        .resolve(scope.profile())
        .resolve(scope.tenant())
        .resolve(scope.campaign())
        .resolve(scope.epoch() + ".served");
  }

  /// What is damaged is set aside under another name, never written over.
  private ServedIndex read(KeyScope scope, Mark mark) throws IOException {
    Path file = file(scope);
    if (!Files.exists(file)) {
      return ServedIndex.of(mark, room);
    }
    try {
      return ServedIndex.read(file, mark);
    } catch (IOException unread) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.log(Logger.Level.ERROR, "{0}; it is now {1}", unread.getMessage(), aside);
      return ServedIndex.of(mark, room);
    }
  }

  /// Writes what has grown. What cannot be written stays in memory, and is tried again.
  void save() {
    for (KeyScope scope : new ArrayList<>(open.keySet())) {
      try {
        save(scope);
      } catch (IOException full) {
        LOG.log(
            Logger.Level.ERROR,
            "what was served under {0} is not on the disk: {1}",
            scope,
            full.getClass().getName());
      }
    }
  }

  private void save(KeyScope scope) throws IOException {
    Opened one = Objects.requireNonNull(open.get(scope)); // only what is open is saved
    if (one.index().contexts() != one.saved()) {
      Files.createDirectories(file(scope).getParent());
      long contexts = one.index().contexts();
      one.index().write(file(scope));
      open.put(scope, new Opened(one.index(), contexts));
    }
  }

  @Override
  public void close() throws IOException {
    save();
    lock.close();
  }
}
