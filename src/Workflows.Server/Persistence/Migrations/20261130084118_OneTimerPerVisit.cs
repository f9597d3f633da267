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
            migrationBuilder.DropIndex(
                name: "IX_timers_institution_code",
                table: "timers");

            migrationBuilder.DropIndex(
                name: "IX_tasks_institution_code",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "IX_mails_institution_code",
                table: "mails");

            migrationBuilder.DropIndex(
                name: "IX_mails_task_id",
                table: "mails");

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

            migrationBuilder.CreateIndex(
                name: "IX_timers_institution_code",
                table: "timers",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_institution_code",
                table: "tasks",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_mails_institution_code",
                table: "mails",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_mails_task_id",
                table: "mails",
                column: "task_id");
        }
    }
}
