using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LatenessByWeek : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_tasks_closed_at_due_at",
                table: "tasks",
                columns: new[] { "closed_at", "due_at" },
                filter: "closed_at is null or closed_at > due_at")
                .Annotation("Npgsql:IndexInclude", new[] { "instance_id", "institution_code" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tasks_closed_at_due_at",
                table: "tasks");
        }
    }
}
