using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LateFrom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tasks_closed_at_due_at",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "IX_tasks_instance_id_due_at",
                table: "tasks");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "late_from",
                table: "tasks",
                type: "timestamp with time zone",
                nullable: true);

            // What was open before has nothing after its deadline: it is late from the next second.
            migrationBuilder.Sql("update tasks set late_from = due_at + interval '1 second' where due_at is not null");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_closed_at_late_from",
                table: "tasks",
                columns: new[] { "closed_at", "late_from" },
                filter: "closed_at is null or closed_at >= late_from")
                .Annotation("Npgsql:IndexInclude", new[] { "instance_id", "institution_code" });

            migrationBuilder.CreateIndex(
                name: "IX_tasks_instance_id_due_at",
                table: "tasks",
                columns: new[] { "instance_id", "due_at" },
                filter: "state = 'Open'")
                .Annotation("Npgsql:IndexInclude", new[] { "late_from" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tasks_closed_at_late_from",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "IX_tasks_instance_id_due_at",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "late_from",
                table: "tasks");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_closed_at_due_at",
                table: "tasks",
                columns: new[] { "closed_at", "due_at" },
                filter: "closed_at is null or closed_at > due_at")
                .Annotation("Npgsql:IndexInclude", new[] { "instance_id", "institution_code" });

            migrationBuilder.CreateIndex(
                name: "IX_tasks_instance_id_due_at",
                table: "tasks",
                columns: new[] { "instance_id", "due_at" },
                filter: "state = 'Open'");
        }
    }
}
