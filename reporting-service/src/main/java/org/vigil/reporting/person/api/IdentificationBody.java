package org.vigil.reporting.person.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who it is, with a number. */
@Schema(
    name = "PersonIdentification",
    examples = "{\"person\":{\"name\":\"张三\",\"phone\":\"13800005678\"}}")
public record IdentificationBody(@NotNull @Valid PersonBody person) {}
