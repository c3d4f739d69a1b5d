package org.vigil.reporting.area;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.reporting.area.Areas.County;
import org.vigil.reporting.area.Areas.TooWide;
import org.vigil.reporting.area.Areas.Unknown;

class AreasTest {

  private static final Areas AREAS = Areas.ofChina();

  @ParameterizedTest
  @CsvSource({
    "110101, 北京市东城区",
    "130102, 河北省石家庄市长安区",
    "441900, 广东省东莞市",
    "460400, 海南省儋州市",
    "469001, 海南省五指山市",
    "500229, 重庆市城口县",
    "659001, 新疆维吾尔自治区石河子市",
    "710000, 台湾省",
    "810000, 香港特别行政区",
    "820000, 澳门特别行政区"
  })
  void a_county_or_what_stands_for_one_is_known_by_its_full_name(String code, String name) {
    assertThat(AREAS.meaningOf(code))
        .isInstanceOfSatisfying(
            County.class, county -> assertThat(county.fullName()).isEqualTo(name));
  }

  @ParameterizedTest
  @CsvSource({"110000, 北京市", "110100, 北京市", "130000, 河北省", "130100, 河北省石家庄市"})
  void a_province_or_a_city_is_too_wide(String code, String name) {
    assertThat(AREAS.meaningOf(code)).isEqualTo(new TooWide(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "999999", "130199", "１３０１０２", "130102 ", "000000", "abc000"})
  void anything_else_is_unknown(String code) {
    assertThat(AREAS.meaningOf(code)).isEqualTo(new Unknown());
  }

  @Test
  void the_whole_list_is_there_and_every_county_has_its_province() {
    assertThat(AREAS.counties())
        .hasSize(2_981)
        .allSatisfy(county -> assertThat(county.fullName()).endsWith(county.name()))
        .allSatisfy(county -> assertThat(county.fullName()).doesNotContain("市辖区"));
  }
}
