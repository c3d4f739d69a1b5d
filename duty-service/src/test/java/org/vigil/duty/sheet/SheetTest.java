package org.vigil.duty.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.vigil.duty.sheet.Sheet.Fault;
import org.vigil.duty.sheet.Sheet.Line;
import org.vigil.duty.sheet.Sheet.Unreadable;

/** Tables within bounds; whatever else a file is, it is refused. */
class SheetTest {

  private static void refused(Fault fault, byte[] file) {
    assertThatThrownBy(() -> Sheet.read(file))
        .isInstanceOfSatisfying(Unreadable.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_workbook_reads_as_it_was_written() throws Unreadable {
    byte[] file =
        Sheet.write("people", List.of(List.of("科室", "姓名"), List.of("BGS", "王静"), List.of("", "x")));

    List<Line> lines = Sheet.read(file);

    assertThat(lines).extracting(l -> l.cell(1)).containsExactly("王静", "x");
    assertThat(lines.get(1).name(1)).isEqualTo("B3");
  }

  @Test
  void csv_with_quotes_line_breaks_and_a_byte_order_mark_reads_the_same() throws Unreadable {
    List<Line> lines =
        Sheet.read(utf8("\uFEFFa,b\r\n\"x,\"\"y\"\"\",\" z \"\r\n\r\nlast,\"1\n2\""));

    assertThat(lines).extracting(l -> l.cell(0)).containsExactly("x,\"y\"", "last");
    assertThat(lines).extracting(l -> l.cell(1)).containsExactly("z", "1\n2");
    assertThat(lines.get(1).name(0)).isEqualTo("A4");
  }

  @Test
  void a_file_that_unpacks_without_end_is_refused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] nothing = new byte[1024 * 1024];
      for (int i = 0; i < 64; i++) {
        zip.write(nothing);
      }
    }
    assertThat(bytes.size()).isLessThan(Sheet.MAX_BYTES);
    refused(Fault.SHEET_TOO_LARGE, bytes.toByteArray());
  }

  @Test
  void a_file_with_a_document_type_is_refused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.write(utf8("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>"));
    }
    refused(Fault.NOT_A_SHEET, bytes.toByteArray());
  }

  @Test
  void too_many_lines_and_too_long_cells_are_refused() {
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i <= Sheet.MAX_ROWS + 1; i++) {
      lines.add(List.of("x"));
    }
    refused(Fault.SHEET_TOO_LARGE, Sheet.write("many", lines));
    refused(Fault.SHEET_TOO_LARGE, utf8("a\n" + "x".repeat(501)));
    refused(Fault.SHEET_TOO_LARGE, new byte[Sheet.MAX_BYTES + 1]);
  }

  @Test
  void what_is_no_table_is_refused() {
    refused(Fault.NOT_A_SHEET, new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0});
    refused(Fault.NOT_A_SHEET, utf8("a\n\"open"));
    refused(Fault.SHEET_EMPTY, utf8("only,a,header"));
    refused(Fault.SHEET_EMPTY, new byte[0]);
  }

  @Test
  void a_workbook_that_is_damaged_anywhere_is_read_or_refused_and_nothing_else() {
    byte[] whole = Sheet.write("x", List.of(List.of("a"), List.of("b")));
    Random random = new Random(20_261_124);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(Sheet.read(damaged)).isNotEmpty();
      } catch (Unreadable e) {
        assertThat(e.fault()).isNotNull();
      }
    }
  }
}
