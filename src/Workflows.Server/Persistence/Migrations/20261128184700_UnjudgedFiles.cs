using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(WorkflowsDb))]
    [Migration("20261128184700_UnjudgedFiles")]
    public partial class UnjudgedFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_file_scans_at",
                table: "file_scans");

            migrationBuilder.AddColumn<string>(
                name: "failure",
                table: "file_scans",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "tries",
                table: "file_scans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_file_scans_at",
                table: "file_scans",
                column: "at",
                filter: "state in ('Waiting','Unjudged')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_file_scans_at",
                table: "file_scans");

            migrationBuilder.DropColumn(
                name: "failure",
                table: "file_scans");

            migrationBuilder.DropColumn(
                name: "tries",
                table: "file_scans");

            migrationBuilder.CreateIndex(
                name: "IX_file_scans_at",
                table: "file_scans",
                column: "at",
                filter: "state = 'Waiting'");
        }
    }
}
