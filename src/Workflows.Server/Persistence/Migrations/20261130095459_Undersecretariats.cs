using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Undersecretariats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "supervisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    institution_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    undersecretariat_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    norm = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    is_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "undersecretariats",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    ministry_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    confidence = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_undersecretariats", x => x.code);
                });

            migrationBuilder.CreateIndex(
                name: "IX_supervisions_institution_code",
                table: "supervisions",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_undersecretariats_ministry_code",
                table: "undersecretariats",
                column: "ministry_code");

            foreach (var sql in UndersecretariatRows.Sql())
                migrationBuilder.Sql(sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "supervisions");

            migrationBuilder.DropTable(
                name: "undersecretariats");
        }
    }
}
