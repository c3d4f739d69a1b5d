package org.vigil.eventsourcing.seal;

import java.util.ArrayList;
import java.util.List;

/** The Merkle tree of RFC 9162, section 2.1, over leaves that are already hashed. */
public final class MerkleTree {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  /** The hash of one leaf's content. */
  public static byte[] leaf(byte[] content) {
    return Sha256.of(LEAF, content);
  }

  /** The root over at least one leaf. */
  public static byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("a tree has at least one leaf");
    }
    return root(leaves, 0, leaves.size());
  }

  private static byte[] root(List<byte[]> leaves, int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    int middle = from + split(to - from);
    return node(root(leaves, from, middle), root(leaves, middle, to));
  }

  /** What must be hashed with a leaf, from the bottom up, to come to the root. */
  public static List<byte[]> path(List<byte[]> leaves, int index) {
    List<byte[]> path = new ArrayList<>();
    path(leaves, 0, leaves.size(), index, path);
    return path;
  }

  private static void path(List<byte[]> leaves, int from, int to, int index, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    int middle = from + split(to - from);
    if (index < middle) {
      path(leaves, from, middle, index, path);
      path.add(root(leaves, middle, to));
    } else {
      path(leaves, middle, to, index, path);
      path.add(root(leaves, from, middle));
    }
  }

  /** The largest power of two that is smaller than {@code n}. */
  private static int split(int n) {
    return Integer.highestOneBit(n - 1);
  }

  private static byte[] node(byte[] left, byte[] right) {
    return Sha256.of(NODE, left, right);
  }
}
