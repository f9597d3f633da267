using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OneTimerPerVisit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "notice_names",
                table: "tasks",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset[]>(
                name: "notice_times",
                table: "tasks",
                type: "timestamp with time zone[]",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "notice_names",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "notice_times",
                table: "tasks");
        }
    }
}
