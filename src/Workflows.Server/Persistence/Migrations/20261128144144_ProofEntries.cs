using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ProofEntries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "entries",
                table: "journal_roots",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "proof_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    subject = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    row_key = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    content = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()"),
                    program = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    actor = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    signed_with = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    signature = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proof_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proof_seals",
                columns: table => new
                {
                    entry_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proof_seals", x => x.entry_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_proof_entries_subject_row_key_id",
                table: "proof_entries",
                columns: new[] { "subject", "row_key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_proof_seals_day",
                table: "proof_seals",
                column: "day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "proof_entries");

            migrationBuilder.DropTable(
                name: "proof_seals");

            migrationBuilder.DropColumn(
                name: "entries",
                table: "journal_roots");
        }
    }
}
