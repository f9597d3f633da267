using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Workflows.Server.People;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RightsOfTheirOwn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "edited_by",
                table: "definitions",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AlterColumn<string[]>(
                name: "roles",
                table: "api_keys",
                type: "text[]",
                nullable: true,
                oldClrType: typeof(string[]),
                oldType: "text[]");

            migrationBuilder.AlterColumn<string>(
                name: "person_id",
                table: "api_keys",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<bool>(
                name: "all_institutions",
                table: "api_keys",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string[]>(
                name: "commands",
                table: "api_keys",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "created_by_name",
                table: "api_keys",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string[]>(
                name: "institutions",
                table: "api_keys",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "revoked_reason",
                table: "api_keys",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "appointings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    what = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appointings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "publications",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "separation_findings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    task_id = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    is_refused = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_separation_findings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_appointings_by_person_id",
                table: "appointings",
                column: "by_person_id");

            migrationBuilder.CreateIndex(
                name: "IX_appointings_person_id",
                table: "appointings",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_publications_definition_id_version",
                table: "publications",
                columns: new[] { "definition_id", "version" },
                unique: true,
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_publications_proposed_at",
                table: "publications",
                column: "proposed_at");

            migrationBuilder.CreateIndex(
                name: "IX_separation_findings_at",
                table: "separation_findings",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_separation_findings_instance_id",
                table: "separation_findings",
                column: "instance_id");

            migrationBuilder.CreateActors();
            migrationBuilder.KeepOnlyAdded("appointings", "separation_findings");
            // Keys acted as a person and were made without a second factor: none of them goes on.
            migrationBuilder.Sql(
                """
                update api_keys set
                    created_by_name = coalesce((select name from people where id = api_keys.created_by), api_keys.created_by),
                    revoked_reason = case when revoked_at is null
                        then 'Se revocó al actualizar el sistema: actuaba como una persona. Crea otra con sus instituciones y lo que puede hacer.' end,
                    revoked_at = coalesce(revoked_at, now())
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop view actors");

            migrationBuilder.DropTable(
                name: "appointings");

            migrationBuilder.DropTable(
                name: "publications");

            migrationBuilder.DropTable(
                name: "separation_findings");

            migrationBuilder.DropColumn(
                name: "edited_by",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "all_institutions",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "commands",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "created_by_name",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "institutions",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "revoked_reason",
                table: "api_keys");

            migrationBuilder.AlterColumn<string[]>(
                name: "roles",
                table: "api_keys",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0],
                oldClrType: typeof(string[]),
                oldType: "text[]",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "person_id",
                table: "api_keys",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);
            migrationBuilder.Sql("drop function only_added()");
        }
    }
}
