package org.vigil.reporting.accountability.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.accountability.domain.Evidence;
import org.vigil.reporting.accountability.domain.RuleInForce;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.obligation.api.MatrixAnswer;
import org.vigil.reporting.obligation.api.ReplayAnswer;

/** Prints a dossier on pages of A4, in Chinese, with its fonts inside and its proofs attached. */
final class DossierPdf {

  private static final float MARGIN = 56;
  private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final float TEXT = 10.5f;
  private static final float SMALL = 8;
  private static final float LEADING = 1.55f;

  private final ZoneId zone;
  private final DateTimeFormatter time;

  DossierPdf(ZoneId zone) {
    this.zone = zone;
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
  }

  /** The bytes of the document. */
  byte[] of(Dossier dossier) {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      Paper paper = new Paper(document);
      print(dossier, paper);
      paper.finish(
          "案件 " + dossier.story().id() + "　截至 " + at(dossier.asOf()) + "　时区 " + zone.getId());
      attach(dossier, document);
      document.getDocumentInformation().setTitle("责任追究案卷 " + dossier.story().id());
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(Dossier dossier, Paper paper) throws IOException {
    CaseStory story = dossier.story();
    ReplayAnswer replay = dossier.replay();
    paper.line("责任追究案卷", 20, 0);
    paper.line("截至 " + at(dossier.asOf()) + " 已记录的内容", TEXT, 0);
    paper.line(story.suspected() ? "尚未认定：以下均为疑似情况（线索），不是结论。" : "已由领导小组领导作出认定。", TEXT, 0);

    paper.heading("一、基本情况");
    paper.line("案件编号：" + story.id(), TEXT, 0);
    paper.line("追责情形：" + story.ground().obligation() + " " + story.groundText(), TEXT, 0);
    paper.line(
        "责任条目：" + story.obligation() + "（" + replay.article() + "）" + replay.text(), TEXT, 0);
    paper.line("所涉科室：" + story.department(), TEXT, 0);
    paper.line("当事人：" + Objects.requireNonNullElse(story.maskedName(), "尚未确定"), TEXT, 0);
    paper.line("疑似情况：" + story.suspicion(), TEXT, 0);
    paper.line("发生时间：" + at(story.arisenAt()), TEXT, 0);
    paper.line(
        "认定：" + (story.finding() == null ? "尚未认定" : CaseStory.text(story.finding())), TEXT, 0);

    paper.heading("二、发生时的责任人");
    if (replay.parts().isEmpty()) {
      paper.line("当时没有记录到责任科室（责任悬空）。", TEXT, 0);
    }
    for (MatrixAnswer.Part part : replay.parts()) {
      paper.line(
          part.unit()
              + "：责任人 "
              + (part.responsible().isEmpty() ? "未指定（责任悬空）" : names(part.responsible()))
              + "；科室负责人 "
              + (part.head() == null ? "未记录" : name(part.head()))
              + "；分管副组长 "
              + (part.deputies().isEmpty() ? "未确定" : names(part.deputies())),
          TEXT,
          0);
    }

    paper.heading("三、各级何时知悉");
    for (ReplayAnswer.Knew knew : replay.levels()) {
      paper.line(
          text(knew.level())
              + "（"
              + (knew.holders().isEmpty() ? "无人" : names(knew.holders()))
              + "）："
              + (knew.toldAt() == null ? "未告知" : at(knew.toldAt()) + " 首次告知")
              + "，"
              + (knew.acknowledgedAt() == null ? "未签收" : at(knew.acknowledgedAt()) + " 首次签收"),
          TEXT,
          0);
    }
    for (ReplayAnswer.Matter matter : replay.matters()) {
      paper.line(
          "· " + matter.zh() + "（" + matter.subject() + "，" + text(matter.status()) + "）", TEXT, 0);
      for (ReplayAnswer.Told told : matter.told()) {
        paper.line(at(told.at()) + "　" + text(told.level()) + "　" + text(told.what()), TEXT, 18);
      }
    }

    paper.heading("四、处置经过");
    for (CaseStory.Step step : story.steps()) {
      paper.line(at(step.at()) + "　" + step.zh() + by(step.by()), TEXT, 0);
    }

    paper.heading("五、证据清单");
    if (story.sealed().isEmpty()) {
      paper.line("证据尚未固定，线索列有事件 " + story.evidence().size() + " 项。", TEXT, 0);
    }
    int number = 1;
    for (Evidence one : story.sealed()) {
      paper.line(
          number++ + ". " + at(one.recordedAt()) + "　" + one.type() + "　" + one.stream(), TEXT, 0);
      paper.line("事件 " + one.eventId(), SMALL, 18);
      paper.line(
          one.sealRoot() == null ? "由 " + one.service() + " 服务的日志封印证明" : "封印根 " + one.sealRoot(),
          SMALL,
          18);
    }

    paper.heading("六、适用规则");
    if (story.rules().isEmpty()) {
      paper.line("尚未认定，未引用规则。", TEXT, 0);
    }
    for (RuleInForce rule : story.rules()) {
      paper.line(
          rule.parameter().equals("plan")
              ? "工作方案第五部分，情形 " + rule.value()
              : rule.parameter()
                  + " = "
                  + rule.value()
                  + (rule.approver() == null
                      ? "（默认值，方案未规定，未经批准）"
                      : "（"
                          + rule.approver()
                          + "批准，自 "
                          + at(rule.decidedFrom(), "")
                          + " 起生效"
                          + (rule.source() == null ? "）" : "，依据：" + rule.source() + "）")),
          TEXT,
          0);
    }

    paper.heading("七、包含证明");
    paper.line(
        "附件中有 "
            + dossier.proofs().size()
            + " 份包含证明（纯文本），可用 deploy/verify/CheckInclusion.java 和本服务公钥离线校验。",
        TEXT,
        0);
    for (Dossier.Proof proof : dossier.proofs()) {
      paper.line(file(proof) + "　" + proof.type(), SMALL, 18);
    }
  }

  private static String file(Dossier.Proof proof) {
    return "proof-" + proof.eventId() + ".txt";
  }

  private static void attach(Dossier dossier, PDDocument document) throws IOException {
    Map<String, PDComplexFileSpecification> files = new TreeMap<>();
    GregorianCalendar made = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    made.setTimeInMillis(dossier.asOf().toEpochMilli());
    for (Dossier.Proof proof : dossier.proofs()) {
      byte[] text = proof.text().getBytes(StandardCharsets.UTF_8);
      PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(text));
      file.setSubtype("text/plain");
      file.setSize(text.length);
      file.setCreationDate(made);
      PDComplexFileSpecification named = new PDComplexFileSpecification();
      named.setFile(file(proof));
      named.setFileUnicode(file(proof));
      named.setEmbeddedFile(file);
      files.put(file(proof), named);
    }
    if (!files.isEmpty()) {
      PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
      tree.setNames(files);
      PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
      names.setEmbeddedFiles(tree);
      document.getDocumentCatalog().setNames(names);
    }
  }

  private String at(Instant instant) {
    return time.format(instant);
  }

  private String at(@Nullable Instant instant, String otherwise) {
    return instant == null ? otherwise : at(instant);
  }

  private static String names(List<MatrixAnswer.Person> people) {
    return people.stream().map(DossierPdf::name).collect(Collectors.joining("、"));
  }

  private static String name(MatrixAnswer.Person person) {
    return Objects.requireNonNullElse(person.maskedName(), "（姓名未记录）");
  }

  private static String by(CaseStory.@Nullable Actor actor) {
    if (actor == null) {
      return "";
    }
    Role role = actor.role();
    return "（"
        + (role == null ? "" : text(role) + " ")
        + Objects.requireNonNullElse(actor.maskedName(), "姓名未记录")
        + "）";
  }

  private static String text(Role role) {
    return switch (role) {
      case LEADER -> "组长";
      case EXECUTIVE_DEPUTY -> "常务副组长";
      case DEPUTY -> "副组长";
      case MEMBER -> "成员";
      case OFFICE_DIRECTOR -> "办公室主任";
    };
  }

  private static String text(Level level) {
    return switch (level) {
      case L0 -> "L0 责任人";
      case L1 -> "L1 科室负责人";
      case L2 -> "L2 领导小组办公室";
      case L3 -> "L3 分管副组长";
      case L4 -> "L4 常务副组长";
      case L5 -> "L5 组长";
    };
  }

  private static String text(String word) {
    return switch (word) {
      case "OPEN" -> "待签收";
      case "ACKNOWLEDGED" -> "已签收";
      case "RESOLVED" -> "已办结";
      case "TOLD" -> "告知";
      case "COPIED" -> "抄送";
      case "SKIPPED" -> "无人在岗，跳过";
      case "REMINDED" -> "再次提醒";
      default -> word;
    };
  }

  /** Puts lines on pages, breaking both where they are full. */
  private static final class Paper {

    private final PDDocument document;
    private final PDFont chinese;
    private final PDFont latin;
    private @Nullable PDPageContentStream page;
    private float y;

    Paper(PDDocument document) throws IOException {
      this.document = document;
      this.chinese = font("/font/DroidSansFallbackFull.ttf");
      this.latin = font("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
    }

    private PDFont font(String resource) throws IOException {
      try (InputStream file =
          Objects.requireNonNull(
              Thread.currentThread()
                  .getContextClassLoader()
                  .getResourceAsStream(resource.substring(1)))) {
        return PDType0Font.load(document, file, true);
      }
    }

    void heading(String text) throws IOException {
      y -= 8;
      line(text, 13, 0);
    }

    void line(String text, float size, float indent) throws IOException {
      StringBuilder line = new StringBuilder();
      float width = indent;
      for (int code : text.codePoints().toArray()) {
        float advance = width(code, size);
        if (width + advance > WIDTH) {
          show(line.toString(), size, indent);
          line.setLength(0);
          width = indent;
        }
        line.appendCodePoint(code);
        width += advance;
      }
      show(line.toString(), size, indent);
    }

    private float width(int code, float size) throws IOException {
      String one = printable(code);
      return fontOf(one).getStringWidth(one) / 1000 * size;
    }

    /** What neither font has is shown as a box that both people and machines notice. */
    private String printable(int code) {
      String one = Character.toString(code);
      return has(latin, one) || has(chinese, one) ? one : "□";
    }

    private PDFont fontOf(String one) {
      return has(latin, one) ? latin : chinese;
    }

    private static boolean has(PDFont font, String one) {
      try {
        font.encode(one);
        return true;
      } catch (IllegalArgumentException | IOException _) {
        return false;
      }
    }

    private void show(String line, float size, float indent) throws IOException {
      float height = size * LEADING;
      PDPageContentStream onto = page;
      if (onto == null || y - height < MARGIN) {
        onto = next();
      }
      y -= height;
      write(onto, line, size, MARGIN + indent, y);
    }

    private void write(PDPageContentStream onto, String line, float size, float x, float height)
        throws IOException {
      onto.beginText();
      onto.newLineAtOffset(x, height);
      PDFont present = null;
      StringBuilder run = new StringBuilder();
      for (int code : line.codePoints().toArray()) {
        String one = printable(code);
        PDFont font = fontOf(one);
        if (present != null && font != present) {
          onto.setFont(present, size);
          onto.showText(run.toString());
          run.setLength(0);
        }
        present = font;
        run.append(one);
      }
      if (present != null) {
        onto.setFont(present, size);
        onto.showText(run.toString());
      }
      onto.endText();
    }

    private PDPageContentStream next() throws IOException {
      if (page != null) {
        page.close();
      }
      PDPage sheet = new PDPage(PDRectangle.A4);
      document.addPage(sheet);
      PDPageContentStream onto = new PDPageContentStream(document, sheet);
      page = onto;
      y = PDRectangle.A4.getHeight() - MARGIN;
      return onto;
    }

    /** Numbers the pages, of which there are as many as it turned out. */
    void finish(String footer) throws IOException {
      if (page != null) {
        page.close();
        page = null;
      }
      int pages = document.getNumberOfPages();
      for (int i = 0; i < pages; i++) {
        try (PDPageContentStream foot =
            new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true)) {
          write(
              foot, footer + "　第 " + (i + 1) + " 页，共 " + pages + " 页", SMALL, MARGIN, MARGIN - 22);
        }
      }
    }
  }
}
